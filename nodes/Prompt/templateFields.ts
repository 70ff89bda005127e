import { type InputField, inputField } from '../shared/operation/model/inputField';
import { freeVariables, type Use } from './templateTree';
import { likelyVariables } from './templateWords';

/** How the form takes a variable. A template prints whatever value it gets: texts are not the only ones. */
const BY_USE: Record<Use, Pick<InputField, 'type' | 'wireType'>> = {
	text: { type: 'string', wireType: 'scalar' },
	members: { type: 'string', wireType: 'members' },
	array: { type: 'array', wireType: 'json' },
};

/** The variables that the texts of a prompt (Jinja templates) read, in the order in which they come, as fields to fill in. */
export function templateFields(texts: unknown[]): InputField[] {
	const uses = new Map<string, Use>();
	for (const text of texts.filter((one) => typeof one === 'string')) {
		for (const [name, use] of variablesOf(text)) {
			const known = uses.get(name);
			uses.set(name, known === undefined || known === 'text' ? use : known);
		}
	}
	return [...uses].map(([name, use]) => {
		const { type, wireType } = BY_USE[use];
		return inputField(name, type, { wireType });
	});
}

function variablesOf(template: string): Map<string, Use> {
	try {
		return freeVariables(template);
	} catch {
		// Jinja has more than any parser of it knows, and people make mistakes.
		return likelyVariables(template);
	}
}
