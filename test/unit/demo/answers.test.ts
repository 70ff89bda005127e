import { supportAnswers } from '../../demo/answers';

test('a chat remembers the order and the city that were named before', () => {
	const before = ['My order A-1001 was due on Monday. Where is it?', 'Can it be sent to Zürich?'];
	expect(
		supportAnswers({ who: 'Support Agent', input: { message: before[1] }, before: before.slice(0, 1) }),
	).toBe(
		'Yes. Order A-1001 has not left the depot yet, so I changed the address to Zürich. It arrives on Thursday before noon.',
	);
	expect(supportAnswers({ who: 'Support Agent', input: { message: 'Which order was it?' }, before })).toBe(
		'You wrote about order A-1001, which now goes to Zürich.',
	);
});

test('a refund names its order and its amount', () => {
	const input = { order_id: 'A-7', amount: 129.5 };
	expect(supportAnswers({ who: 'Refund Approver', input, before: [] })).toContain('€129.5 for order A-7');
});

test('a customer is greeted by name, and what is not known is asked for', () => {
	const input = { name: 'Ada', question: 'Hm?' };
	expect(supportAnswers({ who: 'Support Agent', input, before: [] })).toMatch(/^Hello Ada! .*order number\?/);
});
