import { listLabel } from '../../../nodes/shared/operation/editor/listLabel';

describe('the label of a row in a list', () => {
	test('says the words of PromptRails as people write them', () => {
		expect(listLabel({ name: 'Triage', type: 'multi_agent' }, ['name', 'type'])).toBe('Triage · Multi-Agent');
		expect(listLabel({ name: 'Orders', type: 'postgresql' }, ['name', 'type'])).toBe('Orders · PostgreSQL');
		expect(listLabel({ scanner_type: 'pii', action: 'redact' }, ['scanner_type', 'action'])).toBe(
			'PII · Redact',
		);
		expect(listLabel({ type: 'video_from_img' }, ['type'])).toBe('Video from image');
		expect(listLabel({ provider: 'xai' }, ['provider'])).toBe('xAI');
	});

	test('marks what is archived, once', () => {
		const agent = { name: 'Old', type: 'simple', status: 'archived' };
		expect(listLabel(agent, ['name', 'type'])).toBe('Old · Simple · Archived');
		expect(listLabel(agent, ['name', 'status'])).toBe('Old · Archived');
		expect(listLabel({ ...agent, status: 'active' }, ['name', 'type'])).toBe('Old · Simple');
	});

	test('leaves names and unknown spellings as they are', () => {
		expect(listLabel({ name: 'multi_agent', type: 'My-Type' }, ['name', 'type'])).toBe(
			'multi_agent · My-Type',
		);
		expect(listLabel({ status: 'constructor' }, ['status'])).toBe('Constructor');
	});

	test('leaves out what a row lacks, and what was said before', () => {
		const run = { agent: { name: 'Ada' }, agent_name: 'Ada', status: 'awaiting_approval', created_at: null };
		expect(listLabel(run, ['agent.name', 'agent_name', 'status', 'created_at', 'trace.id'])).toBe(
			'Ada · Awaiting approval',
		);
	});

	test('shows times to the minute, and which version is the current one', () => {
		const version = { version: '1.2.0', created_at: '2026-07-27T09:30:12.123Z', is_current: true };
		expect(listLabel(version, ['version', 'created_at'])).toBe('1.2.0 · 2026-07-27 09:30 UTC · Current');
	});

	test('cuts long texts short', () => {
		expect(listLabel({ content: 'x'.repeat(100) }, ['content'])).toBe(`${'x'.repeat(59)}…`);
	});

	test.each(['👨‍👩‍👧‍👦', '🇫🇷', 'é'.normalize('NFD'), '𝒳'])('never cuts %s in half', (character) => {
		for (let before = 50; before < 60; before += 1) {
			const label = listLabel({ content: 'x'.repeat(before) + character.repeat(20) }, ['content']);
			expect(label.length).toBeLessThanOrEqual(60);
			expect(label.replaceAll(character, '')).toBe(`${'x'.repeat(before)}…`);
		}
	});
});
