import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { optionField } from '../shared/operation/model/fields';
import type { Field, OperationItem } from '../shared/operation/model/types';
import { unusable } from '../shared/operation/run/wireValue';
import { isObject } from '../shared/values';

const HOUR_MS = 3_600_000;
const displayOptions: INodeProperties['displayOptions'] = { show: { '/sessionMode': ['key'] } };

const sessionMetadata = optionField({
	displayName: 'Session Metadata',
	name: 'sessionMetadata',
	type: 'json',
	default: '{}',
	placeholder: 'e.g. {"ticket": "T-1042"}',
	displayOptions,
	description: 'A JSON object to keep with a session that is started, beside its key',
});

const startAnewAfter = optionField({
	displayName: 'Start Anew After (Hours)',
	name: 'startAnewAfter',
	type: 'number',
	typeOptions: { minValue: 0 },
	default: 24,
	displayOptions,
	description:
		'Hours of silence after which the next message starts a new session. Set to 0 to go on with the session however old it is.',
});

/** The options of a message to the session of a key. */
export const keyOptions: Field[] = [sessionMetadata, startAnewAfter];

/** What the options say of a session that is found by its key. */
export interface KeySettings {
	/** Kept with a session that is started. */
	metadata: IDataObject;
	/** Silence in ms after which a session is not gone on with; Infinity unless it is set. */
	longestSilenceMs: number;
}

/** @throws ValidationError that names the option whose value cannot be used */
export function keySettings(item: OperationItem): KeySettings {
	const metadata = item.given(sessionMetadata) ?? {};
	if (!isObject(metadata)) throw unusable(sessionMetadata.property, 'a JSON object');
	const hours = item.given(startAnewAfter) ?? 0;
	return { metadata: metadata as IDataObject, longestSilenceMs: hours > 0 ? hours * HOUR_MS : Infinity };
}
