export { type ClaimedHost, preparePackage, startClaimed } from './claimed';
export { chain, row, TRIGGER, type Unplaced, type WorkflowNode } from './chain';
export { N8nClient, newOwner } from './client';
export {
	databaseFile,
	executionData,
	type ExecutionRow,
	executionRows,
	executionsBy,
	type StoredExecution,
	storedExecutions,
} from './database';
export { errorOf, itemsOf, jsonOf } from './executions';
export { startHost, type HostOptions, type RunningHost } from './host';
export { ensureHost } from './install';
export { mappedInput } from './mappedInput';
export { onceReady } from './onceReady';
export { packPackage, readManifest, unpack } from './package';
export { HOST_FOLDER, REPOSITORY } from './paths';
export { poll } from './polling';
export { step } from './progress';
export * from './types';
export type { Size } from './screenshot';
export { DEFAULT_VERSION } from './versions';
