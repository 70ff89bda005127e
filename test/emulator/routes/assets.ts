import { type Context, isOdd, type Routes } from '../context';
import { data } from '../core/envelope';
import { text } from '../core/schema';
import { without } from '../core/without';
import { signedUrl } from '../server/storage';
import type { Asset } from '../store/fileRows';
import { find, resource } from './crud';

/** Some servers name an asset by what it is, others by how it was made. */
function typeOf({ type, mime_type }: Asset, context: Context): string {
	return isOdd(context, 'shortAssetTypes') ? mime_type.split('/')[0] : type;
}

const rows = resource<Asset>({
	name: 'asset',
	table: (store) => store.assets,
	collection: '/assets',
	item: '/assets/:id',
	list: {
		filters: {
			type: { schema: text, of: typeOf },
			...Object.fromEntries(['provider', 'execution_id', 'agent_id'].map((name) => [name, { schema: text }])),
		},
	},
	remove: true,
	view: (asset, context) => ({ ...without(asset, 'bytes'), type: typeOf(asset, context) }),
});

/** Files that runs made; what is in them lies in a storage of its own, whose addresses are signed. */
export const assets: Routes = (app, context) => {
	rows(app, context);
	app.get<{ Params: { id: string } }>('/assets/:id/signed-url', ({ params }) =>
		data(signedUrl(context, find(context.store.assets, params.id, 'asset'))),
	);
};
