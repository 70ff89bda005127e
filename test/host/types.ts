import type {
	ExecutionStatus,
	IConnections,
	ICredentialDataDecryptedObject,
	IDataObject,
	INode,
	INodeExecutionData,
	IRunExecutionData,
	IWorkflowSettings,
} from 'n8n-workflow';

export interface Owner {
	email: string;
	password: string;
}

/** A credential as a node refers to it. */
export interface CredentialReference {
	id: string;
	name: string;
}

export interface CredentialData {
	name: string;
	type: string;
	data: ICredentialDataDecryptedObject;
}

/** A workflow as its author writes it, or as an exported file has it. */
export interface WorkflowDefinition {
	name: string;
	nodes: Array<Omit<INode, 'id'> & { id?: string }>;
	connections: IConnections;
	settings?: IWorkflowSettings;
	pinData?: Record<string, INodeExecutionData[]>;
}

export interface SavedWorkflow extends WorkflowDefinition {
	id: string;
	versionId: string;
	activeVersionId?: string | null;
}

export interface CredentialTestResult {
	status: 'OK' | 'Error';
	message: string;
}

/** A node type as the editor gets it; only what tests look at. */
export interface NodeTypeSummary extends IDataObject {
	name: string;
	displayName: string;
	version: number | number[];
}

/** What the editor sends to have a list or a field filled. */
export interface DynamicRequest {
	nodeTypeAndVersion: { name: string; version: number };
	/** Path of the parameter, e.g. `parameters.agentId`. */
	path: string;
	methodName: string;
	currentNodeParameters: IDataObject;
	credentials?: Record<string, CredentialReference>;
}

export interface Execution {
	id: string;
	status: ExecutionStatus;
	mode: string;
	workflowId: string;
	startedAt: string;
	stoppedAt?: string;
	data: IRunExecutionData;
}
