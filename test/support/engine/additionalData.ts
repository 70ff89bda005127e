import { ExecutionLifecycleHooks } from 'n8n-core';
import type {
	ICredentialDataDecryptedObject,
	ICredentialsHelper,
	IDataObject,
	IHttpRequestOptions,
	IWorkflowBase,
	IWorkflowExecuteAdditionalData,
	StructuredChunk,
} from 'n8n-workflow';

import type { LoadedPackage } from './nodeTypes';

/** A credential, or what its expressions give for the JSON of an item. */
type Credential = ICredentialDataDecryptedObject | ((item: IDataObject) => ICredentialDataDecryptedObject);

const BASE_URL = 'http://localhost:5678';

/** What n8n's server would hand to an execution: credentials, addresses and hooks. */
export function additionalData(
	loaded: LoadedPackage,
	credential: Credential,
	onChunk?: (chunk: StructuredChunk) => void,
): IWorkflowExecuteAdditionalData {
	const hooks = new ExecutionLifecycleHooks('manual', 'harness', {
		id: 'harness',
		name: 'harness',
	} as IWorkflowBase);
	if (onChunk) hooks.addHandler('sendChunk', onChunk);
	const data: Partial<IWorkflowExecuteAdditionalData> = {
		credentialsHelper: credentialsHelper(loaded, credential),
		hooks,
		streamingEnabled: onChunk !== undefined,
		executionId: 'harness',
		currentNodeExecutionIndex: 0,
		variables: {},
		restApiUrl: BASE_URL,
		instanceBaseUrl: BASE_URL,
		webhookBaseUrl: `${BASE_URL}/webhook`,
		webhookWaitingBaseUrl: `${BASE_URL}/webhook-waiting`,
		webhookTestBaseUrl: `${BASE_URL}/webhook-test`,
		formWaitingBaseUrl: `${BASE_URL}/form-waiting`,
	};
	return data as IWorkflowExecuteAdditionalData;
}

function credentialsHelper(loaded: LoadedPackage, credential: Credential): ICredentialsHelper {
	const helper: Partial<ICredentialsHelper> = {
		getParentTypes: () => [],
		isCredentialUsableByNode: () => true,
		preAuthentication: async () => undefined,
		getDecrypted: async (_data, _node, _type, _mode, _executeData, _raw, item) => {
			if (typeof credential !== 'function') return { ...credential };
			return credential(item?.connectionInputData[item.itemIndex].json ?? {});
		},
		getCredentialsProperties: (type) => loaded.credential(type).properties,
		authenticate: async (credentials, type, options) => {
			const { authenticate } = loaded.credential(type);
			if (typeof authenticate !== 'function')
				throw new Error('The harness knows credentials with a function only');
			return await authenticate(credentials, options as IHttpRequestOptions);
		},
	};
	return helper as ICredentialsHelper;
}
