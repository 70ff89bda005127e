import type {
	EngineResponse,
	IDataObject,
	IExecuteFunctions,
	INodeExecutionData,
	INodeProperties,
	NodeOutput,
} from 'n8n-workflow';

import type { ApiRequest } from '../../transport/http/apiRequest';
import type { PromptRailsClient } from '../../transport/client';
import type { Concurrency } from '../../transport/http/concurrency';

/** Where a field's value goes in the request; `local` ones are read by the operation's own code. */
export type Place = 'path' | 'query' | 'body' | 'local';

/** One parameter of an operation and what becomes of its value. */
export interface Field {
	property: INodeProperties;
	place: Place;
	/**
	 * Name on the wire; the parameter's name in snake_case unless said otherwise (path: as in the template).
	 * In a body, a dot leads into an inner object: `config.prompt_id`.
	 */
	wireName: string;
	/** Last change to the value before it is sent; undefined is not sent. */
	convert?: (value: unknown) => unknown;
	/** Of a filter: whether rows that it finds may have another value in the field of its name. */
	isLoose?: boolean;
	/** The fields inside a collection. */
	children?: Field[];
	/** The columns of a form of rows. */
	columns?: Field[];
	/** A value that is not sent, because another field of the same wire name stands in for it. */
	placeholderValue?: string;
	/** Name of the collection in which the field stands; needed where the operation's own code reads it. */
	inCollection?: string;
}

/** A field of which the compiler knows what its value is. */
export interface TypedField<Value> extends Field {
	/** Never set: it carries the type of the value. */
	readonly valueType?: Value;
}

/** One output item that has more than JSON: files, or other input items that it comes from than the one that was worked on. */
export class OutputItem {
	constructor(
		readonly json: IDataObject,
		readonly rest: Pick<INodeExecutionData, 'binary' | 'pairedItem'>,
	) {}
}

/** The JSON of one output item, or of several. */
export type JsonResult = IDataObject | IDataObject[];

/** What an operation gives back for one item; an array becomes one output item a row. */
export type OperationResult = OutputRow | OutputRow[];

/** What becomes one output item: its JSON, or more than that. */
export type OutputRow = IDataObject | OutputItem;

/** How Simplify shortens an answer: to these fields, or by code that may turn one answer into several items. */
export type Simplify = string[] | ((answer: IDataObject) => JsonResult);

/** What a request is before the fields of the operation are filled in. */
export type RequestShape = Pick<ApiRequest, 'method' | 'path' | 'expects' | 'since' | 'rowsIn' | 'paging'>;

/** A request whose path, query and body come from the fields of an operation. */
export interface FilledRequest extends ApiRequest {
	pathParams: Record<string, unknown>;
	query: Record<string, unknown>;
	body: IDataObject;
	exactFilters: string[];
}

/** One input item on its way through an operation: its parameters, and the client to use for it. */
export interface OperationItem {
	readonly host: IExecuteFunctions;
	readonly client: PromptRailsClient;
	readonly index: number;
	/** The longest wait for an answer in ms, from the Timeout option. */
	readonly timeoutMs: number;
	/** Of the workflow: dates without an offset are meant there. */
	readonly timezone: string;
	/**
	 * A parameter of this item as it stands, expressions evaluated, resource locators reduced to their value.
	 * @param path the parameter's name, or `collection.name`
	 */
	parameter(path: string, fallback?: unknown): unknown;
	/**
	 * The value of a field, converted to the field's type; its default where it has none.
	 * @throws ValidationError that names the field when its value cannot be used, or is none of its choices
	 */
	value<Value>(field: TypedField<Value>): Value;
	/** Like `value`; undefined where the field is empty, or was not added to its collection. */
	given<Value>(field: TypedField<Value>): Value | undefined;
	/** Shows a message beside the output of the node, once for all items that have the same to say. */
	hint(message: string): void;
	/**
	 * Builds a request from the operation's fields.
	 * @param shape the operation's own request unless given
	 * @param fields those to use, where an operation makes several requests; all of them unless given
	 * @throws ValidationError that names the field whose value cannot be used
	 */
	request(shape?: RequestShape, fields?: Field[]): FilledRequest;
	/**
	 * Looks at the fields that the operation's own code reads: an expression can give them any value.
	 * @throws ValidationError that names the first one whose value cannot be used, or is none of its choices
	 */
	checkLocals(): void;
	/** What was thrown; a refusal of a value calls the fields that it names as the panel does. */
	labelled(error: unknown): unknown;
	/** Simplifies what came of the item, when the user wants that. */
	shorten(result: OperationResult): OperationResult;
}

/** The parameters of an item, before there is a client for it. */
export type ItemParameters = Pick<OperationItem, 'parameter' | 'value' | 'given'>;

interface OperationBase {
	/** Internal name. It is public, and listed in test/contract.json. */
	value: string;
	/** Label in the dropdown. */
	name: string;
	/** Label in the node creator, such as "Run agent". */
	action: string;
	description: string;
	fields: Field[];
	/** What Simplify does; without it there is no Simplify. */
	simplify?: Simplify;
	/** Further entries of the Options collection. */
	options?: Field[];
	/** Default of the Timeout option in seconds. */
	timeoutSeconds?: number;
	/** Items of the same key run one after another, in the order of the input. */
	orderKey?: (item: ItemParameters) => string | undefined;
}

/** An operation that is one request, described by data. */
export interface PlainOperation extends OperationBase {
	request: RequestShape;
	/**
	 * `one` (default): the data of the answer. `paged`: a list that comes in pages, with Return All and Limit.
	 * `list`: the same for a list that comes whole. `all`: a list that comes whole and has no Return All.
	 * `deleted`: `{deleted: true}`, with the `count` where the server says how many.
	 */
	result?: 'one' | 'paged' | 'list' | 'all' | 'deleted';
	/** How a refusal is explained by the present state of what it is about. */
	refusal?: StateRefusal;
}

/** Reads the state of something that refuses an operation, and says what that means. */
export interface StateRefusal {
	/** Reads the thing; its path has the same parameters as that of the operation. */
	request: RequestShape;
	/** What its state means; undefined where the state does not forbid the operation. */
	explain: (
		state: IDataObject,
		asked: FilledRequest,
	) => { message: string; hint: string; details: IDataObject } | undefined;
}

/** An operation with code of its own. */
export interface CodedOperation extends OperationBase {
	/** What `item.request()` builds: the request that does what the operation is named for. */
	request: RequestShape;
	run: (item: OperationItem) => Promise<OperationResult>;
}

/** The means to work on the items of a node. */
export interface NodeItems {
	/** Lets only so many items run at a time. */
	concurrency: Concurrency;
	itemAt: (index: number) => Promise<OperationItem>;
}

/** An operation that works on all items of the node at once, and has an output for each way in which they can leave. */
export interface BranchingOperation extends OperationBase {
	/** Labels of the outputs; items that failed leave by the last one. */
	outputs: string[];
	/** What `item.request()` builds: the request that reads what the operation waits for. */
	request: RequestShape;
	/** What the canvas shows at the node while the execution sleeps. */
	waitingText: string;
	/**
	 * @param prepare reads the credential and the settings; throws where they cannot be used
	 * @param response what n8n hands to the node beside its items; undefined on hosts that know no engine requests
	 * @returns a list of items for each output, or a request to n8n's engine
	 */
	runNode: (
		host: IExecuteFunctions,
		prepare: () => Promise<NodeItems>,
		response: EngineResponse | undefined,
	) => Promise<NodeOutput>;
}

export type Operation = PlainOperation | CodedOperation | BranchingOperation;

/** A group of operations on one kind of thing. */
export interface Resource {
	/** Internal name, public; null for a node that has no resource dropdown. */
	value: string | null;
	name: string;
	/** The operation that is selected at first. */
	defaultOperation: string;
	operations: Operation[];
}

/** All that a node offers. */
export interface NodeOperations {
	resources: Resource[];
}
