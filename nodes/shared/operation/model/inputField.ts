import type { ResourceMapperField } from 'n8n-workflow';

type FieldType = ResourceMapperField['type'];

/**
 * What the type that the editor knows leaves open: an `integer`, a `date` without a time, a `line` such as an e-mail address,
 * a `scalar` that is sent as it is given, something with `members` that may be written as JSON, or any `json`.
 */
export type WireType = 'integer' | 'date' | 'line' | 'scalar' | 'members' | 'json';

/** A field of the form for an input. The editor keeps all of it with the node, and gives it back when the node runs. */
export interface InputField extends ResourceMapperField {
	wireType?: WireType;
}

/** In the editor a switch is off, and sent, and empty JSON is an error: optional ones are left out until users add them. */
const NEVER_LOOK_UNSET: FieldType[] = ['boolean', 'array', 'object'];

/** A field of the form, with the name by which it is sent. */
export function inputField(
	id: string,
	type: FieldType = 'string',
	more: Partial<InputField> = {},
): InputField {
	const { required = false, defaultValue } = more;
	const isLeftOut = NEVER_LOOK_UNSET.includes(type) && !required && defaultValue === undefined;
	return {
		id,
		displayName: id,
		required,
		defaultMatch: false,
		display: true,
		...(isLeftOut ? { removed: true } : {}),
		type,
		...more,
	};
}
