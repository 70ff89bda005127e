import { TYPES } from './support/fixture';
import { sharedClient } from './support/sharedHost';

describe('Types in n8n', () => {
	it('are registered under the prefix of the package, the tool variant included', async () => {
		const names = (await sharedClient().nodeTypes()).map(({ name }) => name);

		expect(names.filter((name) => /promptrails/i.test(name)).sort()).toEqual(Object.values(TYPES).sort());
	});
});
