import type { Answerer, Asked } from '../emulator';

/** What a customer wrote, and what a support agent says to that; the first row that fits gives the answer. */
const ANSWERS: Array<{ when: RegExp; say: (facts: Facts) => string }> = [
	{
		when: /\border_id\b.*\bamount\b/s,
		say: ({ order, amount }) =>
			`The refund of €${amount} for order ${order} is on its way. It reaches the card within five working days.`,
	},
	{
		when: /which order|order number|what (was|did) i|remember/i,
		say: ({ order, city }) =>
			`You wrote about order ${order}, ${city ? `which now goes to ${city}` : 'which arrives on Thursday'}.`,
	},
	{
		when: /refund|money back|broken/i,
		say: () =>
			'I am sorry about that. I will refund the full amount to your card. It takes up to five working days.',
	},
	{
		when: /another address|other address|sent? to|deliver(ed)? to/i,
		say: ({ order, city }) =>
			`Yes. Order ${order} has not left the depot yet, so I changed the address${city ? ` to ${city}` : ''}. ` +
			'It arrives on Thursday before noon.',
	},
	{
		when: /order|parcel|package|deliver/i,
		say: ({ order }) =>
			`Order ${order} left our warehouse yesterday and is with the carrier. ` +
			'It arrives on Thursday before noon. The tracking link is in your mail.',
	},
	{
		when: /plan|subscription/i,
		say: () =>
			'Yes, at any time. The new plan starts today, and you pay only the difference for the rest of the month.',
	},
	{
		when: /password|log ?in|sign ?in/i,
		say: () => 'Choose "Forgot password" on the sign-in page. We send you a link that works for one hour.',
	},
];

const ELSE = 'Thank you for your message. What is your order number? Then I can look into it.';
/** The order of a customer who names none. */
const SOME_ORDER = 'A-1042';

/** What an answer needs to know of what was asked, now or before. */
interface Facts {
	order: string;
	amount: string;
	city: string;
}

function factsOf(texts: string[]): Facts {
	const latest = (shape: RegExp) =>
		[...texts].reverse().flatMap((text) => shape.exec(text)?.[1] ?? [])[0] ?? '';
	return {
		order: latest(/\b([A-Z]-\d+)\b/) || SOME_ORDER,
		amount: latest(/"amount":"?([\d.]+)/),
		city: latest(/\b(?:to|in) (\p{Lu}\p{L}+)/u),
	};
}

/** Answers as a support agent would, who remembers the chat: for demos and pictures. */
export const supportAnswers: Answerer = ({ input, before }: Asked): string | undefined => {
	if (typeof input.topic === 'string') return undefined;
	const asked = typeof input.message === 'string' ? input.message : JSON.stringify(input);
	const facts = factsOf([...before, asked]);
	const said = ANSWERS.find(({ when }) => when.test(asked))?.say(facts) ?? ELSE;
	return typeof input.name === 'string' ? `Hello ${input.name}! ${said}` : said;
};
