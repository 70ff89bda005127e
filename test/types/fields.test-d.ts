/** Checked by the compiler alone: `npm run lint` fails where an expected error is none, or the other way round. */
import type { IDataObject } from 'n8n-workflow';

import { bodyField, localField } from '../../nodes/shared/operation/model/fields';
import { locator } from '../../nodes/shared/operation/model/locators';
import type { OperationItem } from '../../nodes/shared/operation/model/types';
import { type PathNames, pathWith } from '../../nodes/shared/transport/http/path';

declare const item: OperationItem;
declare function expectType<Type>(value: Type): void;

const common = { displayName: 'Mode', name: 'mode' };
const mode = localField({
	...common,
	type: 'options',
	options: [
		{ name: 'Start', value: 'start' },
		{ name: 'Wait', value: 'wait' },
	],
	default: 'wait',
});

expectType<'start' | 'wait'>(item.value(mode));
// @ts-expect-error A dropdown has no other values than its choices.
expectType<boolean>(item.value(mode) === 'poll');

const flag = localField({ ...common, type: 'boolean', default: false });
expectType<boolean>(item.value(flag));
// @ts-expect-error A switch is no text.
expectType<string>(item.value(flag));

expectType<number>(item.value(localField({ ...common, type: 'number', default: 1 })));
expectType<string>(item.value(bodyField({ ...common, type: 'string', default: '' })));
expectType<string>(item.value(localField(locator('searchAgents'))));
expectType<IDataObject>(item.value(localField({ ...common, type: 'fixedCollection', default: {} })));

const json = localField({ ...common, type: 'json', default: '{}' });
expectType<unknown>(item.value(json));
// @ts-expect-error What users write as JSON can be anything.
expectType<IDataObject>(item.value(json));
// @ts-expect-error Nothing is given where the field is empty.
expectType<boolean>(item.given(flag));

expectType<PathNames<'/api/v1/agents/{agentId}/files/{path}'>>('agentId');
expectType<PathNames<'/api/v1/agents/{agentId}/files/{path}'>>('path');
expectType<PathNames<string>>('anything');

pathWith('/api/v1/agents/{agentId}', { agentId: 'a1' });
// @ts-expect-error The path has no such name.
pathWith('/api/v1/agents/{agentId}', { agent: 'a1' });
// @ts-expect-error Each name in the path needs a value.
pathWith('/api/v1/agents/{agentId}/memories/{memoryId}', { agentId: 'a1' });
