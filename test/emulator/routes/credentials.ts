import type { Routes } from '../context';
import { data } from '../core/envelope';
import { bool, fields, filled, oneOf, optionalBody, text } from '../core/schema';
import type { Store } from '../store/store';
import type { Credential } from '../store/workspaceRows';
import { find, resource } from './crud';

interface CredentialBody {
	name: string;
	type: string;
	category: string;
	value: string;
	description?: string;
	is_default?: boolean;
	schema_type?: string;
}

const CATEGORIES = ['llm', 'data_warehouse', 'tools', 'speech', 'image', 'video'];
const VISIBLE_CHARACTERS = 4;

const plain = resource<Credential, CredentialBody>({
	name: 'credential',
	table: (store) => store.credentials,
	collection: '/credentials',
	item: '/credentials/:id',
	list: {},
	create: {
		schema: fields(
			{
				name: filled,
				type: filled,
				category: oneOf(...CATEGORIES),
				value: filled,
				description: text,
				is_default: bool,
				schema_type: text,
			},
			'name',
			'type',
			'category',
			'value',
		),
		build: ({ value, ...body }, { context: { store } }) => {
			const row: Credential = {
				...store.ownedStamp(),
				description: '',
				is_default: false,
				schema_type: '',
				...body,
				...contentOf(value),
				has_schema: false,
				schema_updated_at: null,
				created_by_id: store.userId,
			};
			if (row.is_default) makeDefault(store, row);
			return row;
		},
	},
	update: {
		schema: fields({ name: filled, value: filled, description: text, is_default: bool }),
		changes: ({ value, ...body }, row, { store }) => {
			if (body.is_default) makeDefault(store, row);
			return { ...body, ...(value !== undefined && contentOf(value)) };
		},
	},
	remove: true,
});

/** Credentials: the secret goes in and never comes out. */
export const credentials: Routes = (app, context) => {
	plain(app, context);
	const table = context.store.credentials;

	app.post<{ Params: { id: string } }>(
		'/credentials/:id/set-default',
		{ schema: { body: optionalBody() } },
		({ params }) => {
			const row = find(table, params.id, 'credential');
			makeDefault(context.store, row);
			return data(row);
		},
	);

	app.post<{ Params: { id: string } }>(
		'/credentials/:id/check',
		{ schema: { body: optionalBody() } },
		({ params }) => {
			const { is_valid: valid } = find(table, params.id, 'credential');
			return data({
				success: valid,
				message: valid ? 'connection ok' : 'the provider refused the credential',
			});
		},
	);
};

/** What is kept of a secret. One that contains "invalid" fails its check. */
export function contentOf(value: string): Pick<Credential, 'masked_content' | 'is_valid'> {
	const end = value.length > 2 * VISIBLE_CHARACTERS ? value.slice(-VISIBLE_CHARACTERS) : '';
	return { masked_content: `****${end}`, is_valid: !value.includes('invalid') };
}

function makeDefault({ credentials: table }: Store, chosen: Credential): void {
	for (const one of table.all()) {
		if (one.type === chosen.type && one.category === chosen.category) one.is_default = false;
	}
	chosen.is_default = true;
}
