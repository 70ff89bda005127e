import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { FaultRule } from '../emulator';
import { builders } from '../support/contract/cases';
import type { ContractCase } from '../support/contract/contractCase';
import { tryCase } from '../support/contract/runCase';
import { useEmulator } from '../support/engine/agentRun';
import { textsIn } from './badInput/templates';
import { documented } from './report';

const emulators = { 1: useEmulator(), 2: useEmulator({ generation: 2 }) };
const SECRET = /^(?:wht_|whsec_)/;
const told = { runs: 0 };

/** Answers that say all that the server was told in secret, in every part that the nodes read. */
const indiscreet = (secrets: string[]): FaultRule[] => {
	// As few words as an answer may have for all of them, and each once in an escape that JSON allows.
	const said = secrets.join(' ');
	const escaped = JSON.stringify(said).replace(
		/[a-z]/g,
		(letter) => `\\u00${letter.charCodeAt(0).toString(16)}`,
	);
	const details = Object.fromEntries(secrets.map((secret) => [secret, { header: `X-API-Key: ${secret}` }]));
	const error = { code: said, message: `Not with ${said}`, details };
	return [
		{},
		{
			status: 200,
			body: `{"data": {"id": ${escaped}, "echo": [{"of": ${JSON.stringify(said)}}], ${escaped}: 1}}`,
		},
		{
			status: 200,
			body: { data: [{ id: said, name: said, items: [said] }], meta: { total: 1 }, echo: said },
		},
		{ status: 400, body: { error } },
		{ status: 500, body: { error }, headers: { 'x-request-id': secrets[0] } },
		{ status: 502, body: `<html><body>${said}</body></html>`, contentType: 'text/html' },
		{ status: 302, headers: { location: `http://127.0.0.1/?key=${encodeURIComponent(said)}` } },
	];
};

/** Gates take what may pass for an answer that is still open. */
const isGate = (parameters: INodeParameters): boolean => 'waitMode' in parameters;

const impatient = (parameters: INodeParameters): INodeParameters => ({
	...parameters,
	...(isGate(parameters) ? { holdLimit: 0 } : {}),
	options: {
		...(parameters.options as IDataObject),
		retryBudget: 0,
		timeout: 2,
		idleTimeout: 1,
	} as INodeParameters,
});

/** The secrets that a case gives to the server. */
const secretsOf = ({ parameters }: ContractCase, apiKey: string): string[] => [
	apiKey,
	...textsIn(parameters).filter((text) => SECRET.test(text)),
];

test.each([1, 2] as const)(
	'no operation of generation %i gives away what the server repeats of its secrets',
	async (generation) => {
		const emulator = emulators[generation].current;
		for (const entry of builders[generation].flatMap((build) => build(emulator.ids))) {
			for (const rule of indiscreet(secretsOf(entry, emulator.apiKey))) {
				emulator.reset();
				Object.assign(emulator.settings, { asyncRunMs: 1, streamDeltaMs: 1 });
				const isFault = Object.keys(rule).length > 0;
				const prepare: ContractCase['prepare'] = async (server) => {
					const prepared = await entry.prepare?.(server);
					if (isFault) server.fault(rule);
					return prepared;
				};
				// It throws when a secret is in what came of it.
				const { error } = await tryCase({ ...entry, prepare }, emulator, impatient);
				if (isFault) expect(emulator.requests().some(({ fault }) => fault !== undefined)).toBe(true);
				else expect(error).toBeUndefined();
				told.runs += 1;
			}
		}
	},
	180_000,
);

test('the document tells what was measured', () => {
	documented({
		id: 'secrets',
		heading: 'Secrets',
		lines: [
			`${told.runs.toLocaleString('en')} runs of all operations, each once as it should be, and once for each of ${indiscreet(['x']).length - 1} kinds of answers that repeat the API key,`,
			'and the token and secret of a hook, in messages, details, codes, headers and pages: none stands in an item, an error,',
			'a stack, a chunk of a stream or a log line. What every other node run of the tests gives out is looked through, too.',
			'',
			"After the tests in a real n8n, in each version of it and in queue mode, n8n's logs and every execution in its database are",
			'looked through, and so is the text of every page of which a picture is taken. What is left out is named in',
			'[SECURITY.md](../SECURITY.md#where-secrets-are): what users type into the fields for secrets, the hook of a webhook trigger in',
			'the static data, and the one item that shows a new token.',
		],
	});
});
