import {
	type IDataObject,
	type IDisplayOptions,
	type IExecuteFunctions,
	type INodeProperties,
	NodeHelpers,
	type NodeParameterValue,
} from 'n8n-workflow';

import type { PromptRailsClient } from '../../transport/client';
import { commonOptions, DEFAULT_TIMEOUT_SECONDS, simplifyField } from '../model/commonFields';
import { putFieldValue } from './fieldValue';
import { ItemFields, pathOf } from './itemFields';
import { labelIn, withFieldLabels } from './namedFields';
import type { SharedParameters } from './sharedParameters';
import { checkLocal } from './wireValue';
import { simplified } from './simplify';
import type { Field, FilledRequest, Operation, OperationItem, OperationResult } from '../model/types';

/** Operations differ in the default of the timeout alone, which no check asks for. */
const COMMON_OPTIONS = commonOptions();

/** An input item in n8n's execute context. */
export class ItemContext extends ItemFields implements OperationItem {
	constructor(
		host: IExecuteFunctions,
		private readonly nodeClient: PromptRailsClient,
		readonly operation: Operation,
		/** Of the node, for all of its items. */
		private readonly parameters: SharedParameters,
		index: number,
		/** What to show beside the output of the node. */
		private readonly hints = new Set<string>(),
	) {
		super(host, index, operation.fields, parameters);
	}

	hint(message: string): void {
		this.hints.add(message);
	}

	/** Hides the secrets of this item in what comes of its requests. */
	get client(): PromptRailsClient {
		return this.nodeClient.hiding(this.secrets);
	}

	private get simplify(): boolean {
		return this.operation.simplify !== undefined && this.value(simplifyField);
	}

	get timeoutMs(): number {
		const seconds = Number(this.parameter('options.timeout', NaN));
		return (seconds > 0 ? seconds : (this.operation.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS)) * 1000;
	}

	shorten(result: OperationResult): OperationResult {
		const { simplify } = this.operation;
		return this.simplify && simplify ? simplified(result, simplify) : result;
	}

	checkLocals(): void {
		const { fields, options = [], simplify } = this.operation;
		if (simplify) this.value(simplifyField);
		this.checkFields(fields);
		this.checkFields(options, 'options');
		this.checkFields(COMMON_OPTIONS, 'options');
	}

	request(shape = this.operation.request, fields = this.operation.fields): FilledRequest {
		const { timeoutMs } = this;
		const request: FilledRequest = {
			...shape,
			pathParams: {},
			query: {},
			body: {},
			exactFilters: [],
			timeoutMs,
		};
		this.fill(request, fields);
		return request;
	}

	labelled(error: unknown): unknown {
		const shown = (fields: Field[], collection?: string): Field[] =>
			fields
				.filter(({ property }) => this.isShown(property, collection))
				.map(({ children, ...field }) =>
					children ? { ...field, children: shown(children, field.property.name) } : field,
				);
		return withFieldLabels(error, (path) => labelIn(shown(this.operation.fields), path));
	}

	/** Puts the value of each field in its place; hidden fields, and those not added to a collection, have none. */
	private fill(request: FilledRequest, fields: Field[], collection?: string): void {
		const given =
			collection === undefined ? this.parameters.given : (this.parameter(collection, {}) as IDataObject);
		for (const field of fields) {
			const { name } = field.property;
			if (!Object.hasOwn(given ?? {}, name) || !this.isShown(field.property, collection)) continue;
			if (field.children) this.fill(request, field.children, name);
			if (field.place === 'local') continue;
			const path = pathOf(name, collection);
			const target = { path: request.pathParams, query: request.query, body: request.body }[field.place];
			putFieldValue(target, field, this.parameter(path), this.timezone);
			if (field.place === 'query' && !field.isLoose) request.exactFilters.push(field.wireName);
		}
	}

	private checkFields(fields: Field[], collection?: string): void {
		const given =
			collection === undefined ? this.parameters.given : (this.parameter(collection, {}) as IDataObject);
		for (const { property, place, children } of fields) {
			const { name } = property;
			if (place !== 'local' || !Object.hasOwn(given ?? {}, name) || !this.isShown(property, collection))
				continue;
			if (children) this.checkFields(children, name);
			else checkLocal(property, () => this.parameter(pathOf(name, collection)));
		}
	}

	/** Whether a field counts for this item: n8n shows them all where an expression decides which one is shown. */
	private isShown({ displayOptions }: INodeProperties, collection?: string): boolean {
		return Object.entries(displayOptions?.show ?? {}).every(([name, values]) => {
			if (name === '@version') return this.isOfVersion(values);
			const path = name.startsWith('/') ? name.slice(1) : pathOf(name, collection);
			return values?.includes(this.parameter(path, null) as NodeParameterValue);
		});
	}

	/** Whether a field is one of the node's version: a saved workflow keeps the version that it was made with. */
	private isOfVersion(versions: NonNullable<IDisplayOptions['show']>[string]): boolean {
		const property = { displayOptions: { show: { '@version': versions } } } as INodeProperties;
		return NodeHelpers.displayParameter({}, property, this.host.getNode(), null);
	}
}
