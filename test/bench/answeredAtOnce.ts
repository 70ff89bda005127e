import type { IDataObject, IExecuteFunctions, IHttpRequestOptions, INodeType } from 'n8n-workflow';
import { Readable } from 'node:stream';

import type { LoadedPackage } from '../support/engine/nodeTypes';

/** A package whose nodes get one answer to all of their requests from n8n's helper, without a network: what is left is their own work. */
export function answeredAtOnce(loaded: LoadedPackage, answer: IDataObject): LoadedPackage {
	const bytes = Buffer.from(JSON.stringify(answer));
	const httpRequestWithAuthentication = async (
		_name: string,
		options: IHttpRequestOptions,
	): Promise<unknown> => {
		const body: unknown =
			options.encoding === 'stream' ? Readable.from([bytes]) : JSON.parse(bytes.toString());
		return options.returnFullResponse ? { statusCode: 200, headers: {}, body } : body;
	};
	const wrapped = (node: INodeType): INodeType => {
		const { execute } = node;
		if (!execute) return node;
		return Object.create(node, {
			execute: {
				value(this: IExecuteFunctions, ...rest: []) {
					const helpers = { ...this.helpers, httpRequestWithAuthentication };
					return execute.call(
						Object.create(this, { helpers: { value: helpers } }) as IExecuteFunctions,
						...rest,
					);
				},
			},
		}) as INodeType;
	};
	const { nodeTypes } = loaded;
	return {
		...loaded,
		nodeTypes: {
			...nodeTypes,
			getByNameAndVersion: (type, version) => wrapped(nodeTypes.getByNameAndVersion(type, version)),
		},
	};
}
