import type { IExecuteFunctions } from 'n8n-workflow';

import { withoutLocator } from '../model/locators';
import type { Field, ItemParameters, TypedField } from '../model/types';
import { secretsAt } from './secretFields';
import type { SharedParameters } from './sharedParameters';
import { checkChoice, toWireValue } from './wireValue';

/** Reads the parameters of one input item. */
export class ItemFields implements ItemParameters {
	/** An expression costs n8n about a millisecond each time that it is asked for. */
	private readonly known = new Map<string, unknown>();
	/** What was typed into the fields for secrets that were read so far. */
	protected readonly secrets = new Set<string>();

	/**
	 * @param fields those of the operation, of which some are for secrets
	 * @param shared what is known of the values of all items
	 */
	constructor(
		readonly host: IExecuteFunctions,
		readonly index: number,
		private readonly fields: Field[],
		private readonly shared: SharedParameters,
	) {}

	/** Of the workflow: dates without an offset, as n8n's date picker writes them, are meant there. */
	get timezone(): string {
		return this.host.getTimezone();
	}

	parameter(path: string, fallback?: unknown): unknown {
		if (this.known.has(path)) return this.known.get(path);
		const read = (): unknown => this.host.getNodeParameter(path, this.index, fallback);
		const found = this.shared.value(path, read, fallback);
		const value = withoutLocator(found);
		// What is not there, another caller may want another value for.
		if (found !== fallback) this.known.set(path, value);
		for (const secret of secretsAt(path, value, this.fields)) this.secrets.add(secret);
		return value;
	}

	given<Value>({ property, place, inCollection }: TypedField<Value>): Value | undefined {
		const raw = this.parameter(pathOf(property.name, inCollection), null);
		if (property.type === 'options' && raw !== null) checkChoice(property, raw);
		return toWireValue(property, raw, { timezone: this.timezone, place }) as Value | undefined;
	}

	value<Value>(field: TypedField<Value>): Value {
		const { type, default: byDefault } = field.property;
		const value = this.given(field);
		if (value !== undefined || type === 'json') return value as Value;
		return (type === 'resourceLocator' ? '' : byDefault) as Value;
	}
}

/** Where n8n finds a parameter: `options.timeout` for one in a collection. */
export function pathOf(name: string, collection?: string): string {
	return collection === undefined ? name : `${collection}.${name}`;
}
