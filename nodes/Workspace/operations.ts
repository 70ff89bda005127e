import type { NodeOperations } from '../shared/operation/model/types';
import { credentialResource } from './resources/credential';
import { dataSourceResource } from './resources/dataSource';
import { dataSourceVersionResource } from './resources/dataSourceVersion';
import { llmModelResource } from './resources/llmModel';
import { mcpTemplateResource } from './resources/mcpTemplate';
import { mcpToolResource } from './resources/mcpTool';
import { templateResource } from './resources/template';
import { triggerResource } from './resources/trigger';
import { webhookTriggerResource } from './resources/webhookTrigger';

/** All that the node offers. */
export const operations: NodeOperations = {
	resources: [
		dataSourceResource,
		dataSourceVersionResource,
		credentialResource,
		llmModelResource,
		mcpToolResource,
		mcpTemplateResource,
		templateResource,
		webhookTriggerResource,
		triggerResource,
	],
};
