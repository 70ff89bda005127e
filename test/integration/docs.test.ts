import { expectGenerated } from '../docs/generated';
import { GENERATIONS_PAGE, generationsPage } from '../docs/generationsPage';
import { nodeNames, nodePages, PAGES_FOLDER } from '../docs/pages';
import { outputSchemas, schemaFolder } from '../docs/schemas';

/** Every operation runs once, on machines that may be busy with other things. */
jest.setTimeout(60_000);

test("the nodes' reference pages say what the built nodes offer", async () => {
	expectGenerated(await nodePages(), [PAGES_FOLDER]);
});

test('the page on the generations of the API says by which routes the nodes go', async () => {
	expectGenerated(await generationsPage(), [GENERATIONS_PAGE]);
});

test('the schemas that the editor shows before a first run say what the operations give', async () => {
	const actionNodes = nodeNames().filter((name) => !name.endsWith('Trigger'));
	expectGenerated(await outputSchemas(), actionNodes.map(schemaFolder));
});
