/**
 * Asks the parts of n8n's AI builder that find nodes and describe them, in the installed n8n, without a model.
 * Run by n8n's own Node: `node ownAiBuilder.js <file of n8n>`; a question as JSON on standard input, the answer on standard output.
 */
const { createRequire } = require('node:module');
const { readFileSync } = require('node:fs');
const { resolve } = require('node:path');

// Files that the packages do not export, so that they are required by their path.
const MODULES = resolve(process.argv[2], '../../..');
const requireOfHost = createRequire(process.argv[2]);
const { nodeTypes, queries, described } = JSON.parse(readFileSync(0, 'utf8'));
const PLACES = 5;

// What the builder's agents search with.
const { NodeSearchEngine } = require(
	`${MODULES}/@n8n/ai-workflow-builder/dist/tools/engines/node-search-engine.js`,
);
// What n8n's catalog of nodes is searched with, word by word.
const { NodeTypeParser, searchCodeBuilderNodes } = requireOfHost('@n8n/ai-utilities/node-catalog');
const { synthesizeNodeTypeDef } = require(`${MODULES}/n8n/dist/modules/mcp-registry/synthesize-type-def.js`);

const engine = new NodeSearchEngine(nodeTypes);
const catalog = new NodeTypeParser(nodeTypes);
const byQuery = (search) => Object.fromEntries(queries.map((query) => [query, search(query)]));

process.stdout.write(
	JSON.stringify({
		found: byQuery((query) => engine.searchByName(query, PLACES).map(({ name }) => name)),
		foundInCatalog: byQuery((query) => catalog.searchNodeTypes(query, PLACES).map(({ id }) => id)),
		catalogAnswers: byQuery((query) => searchCodeBuilderNodes(catalog, [query]).results),
		typeDefinitions: Object.fromEntries(
			described.map((name) => [name, synthesizeNodeTypeDef(nodeTypes.find((type) => type.name === name))]),
		),
	}),
);
