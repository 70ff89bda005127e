import { parseTemplate, type TemplateNode } from '../shared/transport/vendor';
import { isObject } from '../shared/values';

/**
 * How a template uses a variable: it goes through it one by one (`array`), reads what is inside of it (`members`), or
 * anything else (`text`).
 */
export type Use = 'text' | 'array' | 'members';

/** Names that Jinja gives a value itself, in any spelling. */
export const OWN_NAMES = ['loop', 'true', 'false', 'none', 'self'];
/** What macros know beside their parameters. */
const IN_MACROS = ['varargs', 'kwargs', 'caller'];
/** Methods and filters of what has something inside, such as a list. */
const OF_MEMBERS = [
	'batch',
	'dictsort',
	'get',
	'groupby',
	'items',
	'join',
	'keys',
	'map',
	'rejectattr',
	'selectattr',
	'sort',
	'sum',
	'unique',
	'values',
];

/** The names that a part of a template makes; what is made outside of it, it knows, too. */
class Scope {
	readonly made: Set<string>;

	constructor(
		names: string[] = [],
		private readonly outer?: Scope,
	) {
		this.made = new Set(names);
	}

	knows(name: string): boolean {
		return this.made.has(name) || this.outer?.knows(name) === true;
	}
}

/**
 * The variables that a template reads and does not make itself, in the order in which they come.
 * @throws Error when it cannot be parsed
 */
export function freeVariables(template: string): Map<string, Use> {
	const tree = new TemplateTree();
	tree.block(parseTemplate(template).body, new Scope());
	return tree.found;
}

/** Goes through the tree of a template; each block knows the names that are made outside of it. */
class TemplateTree {
	readonly found = new Map<string, Use>();

	/**
	 * Goes through statements one after another: what one of them makes, those behind it do not read from outside.
	 * @returns the names that they make
	 */
	block(nodes: TemplateNode[], outer: Scope, ...names: string[]): Set<string> {
		const scope = new Scope(names, outer);
		for (const node of nodes) this.statement(node, scope);
		return scope.made;
	}

	private statement(node: TemplateNode, scope: Scope): void {
		switch (node.type) {
			case 'If':
				this.condition(node, scope);
				return;
			case 'For':
				this.loop(node, scope);
				return;
			case 'Set':
				this.assignment(node, scope);
				return;
			case 'Macro':
				addAll(scope, namesIn(node.name));
				this.routine(node.args, node.body, scope);
				return;
			case 'CallStatement':
				this.expression(node.call, scope);
				this.routine(node.callerArgs, node.body, scope);
				return;
			case 'FilterStatement':
				this.filter(node.filter, scope);
				this.block(nodesOf(node.body), scope);
				return;
			default:
				this.expression(node, scope);
		}
	}

	/** What either branch makes may be there behind it. */
	private condition({ test, body, alternate }: TemplateNode, scope: Scope): void {
		this.expression(test, scope);
		for (const made of [body, alternate].map((branch) => this.block(nodesOf(branch), scope)))
			addAll(scope, made);
	}

	/** The names of a loop are known in it; its condition, `for a in b if c`, knows them, too. */
	private loop({ loopvar, iterable, body, defaultBlock }: TemplateNode, scope: Scope): void {
		const names = namesIn(loopvar);
		if (isNode(iterable) && iterable.type === 'SelectExpression') {
			this.expression(iterable.lhs, scope, 'array');
			this.expression(iterable.test, new Scope(names, scope));
		} else {
			this.expression(iterable, scope, 'array');
		}
		this.block(nodesOf(body), scope, ...names);
		this.block(nodesOf(defaultBlock), scope);
	}

	private assignment({ assignee, value, body }: TemplateNode, scope: Scope): void {
		this.expression(value, scope);
		this.block(nodesOf(body), scope);
		// `set space.name = …` changes what is there already.
		if (isNode(assignee) && assignee.type === 'MemberExpression') this.expression(assignee.object, scope);
		addAll(scope, namesIn(assignee));
	}

	/** A macro, or what is handed to one: its parameters are known in it, and their defaults are read outside. */
	private routine(parameters: unknown, body: unknown, scope: Scope): void {
		const given = nodesOf(parameters);
		for (const each of given)
			if (each.type === 'KeywordArgumentExpression') this.expression(each.value, scope);
		const names = given.flatMap((each) => namesIn(each.type === 'Identifier' ? each : each.key));
		this.block(nodesOf(body), scope, ...names, ...IN_MACROS);
	}

	private filter(filter: unknown, scope: Scope): void {
		// The name of a filter is none of a variable.
		if (isNode(filter) && filter.type === 'CallExpression') this.all(nodesOf(filter.args), scope);
	}

	private all(nodes: TemplateNode[], scope: Scope): void {
		for (const node of nodes) this.expression(node, scope);
	}

	private expression(node: unknown, scope: Scope, use: Use = 'text'): void {
		if (!isNode(node)) return;
		switch (node.type) {
			case 'Identifier':
				this.read(String(node.value), scope, use);
				return;
			case 'MemberExpression':
				this.expression(node.object, scope, memberUse(node));
				if (node.computed === true) this.expression(node.property, scope);
				return;
			case 'CallExpression':
				this.call(node, scope);
				return;
			case 'FilterExpression':
				this.expression(node.operand, scope, filteredUse(node.filter, use));
				this.filter(node.filter, scope);
				return;
			case 'TestExpression':
				this.expression(node.operand, scope);
				return;
			case 'KeywordArgumentExpression':
				this.expression(node.value, scope);
				return;
			default:
				this.all(partsOf(node), scope);
		}
	}

	/** A function by its name alone is Jinja's own; a method belongs to what it is called on. */
	private call({ callee, args }: TemplateNode, scope: Scope): void {
		if (isNode(callee) && callee.type === 'MemberExpression') {
			const name = isNode(callee.property) ? String(callee.property.value) : '';
			this.expression(callee.object, scope, OF_MEMBERS.includes(name) ? 'members' : 'text');
		} else if (isNode(callee) && callee.type !== 'Identifier') {
			this.expression(callee, scope);
		}
		this.all(nodesOf(args), scope);
	}

	private read(name: string, scope: Scope, use: Use): void {
		if (scope.knows(name) || OWN_NAMES.includes(name.toLowerCase())) return;
		const known = this.found.get(name);
		this.found.set(name, known === undefined || known === 'text' ? use : known);
	}
}

/** `order.total` has members; `lines[0]` and `lines[1:]` may be a list as well as a text. */
function memberUse({ computed, property }: TemplateNode): Use {
	if (!isNode(property)) return 'text';
	const isName = computed === true ? property.type === 'StringLiteral' : property.type === 'Identifier';
	return isName ? 'members' : 'text';
}

/** The names that a loop, a `set` or a parameter makes: one, or several at once. */
function namesIn(node: unknown): string[] {
	if (!isNode(node)) return [];
	if (node.type === 'Identifier') return [String(node.value)];
	return node.type === 'TupleLiteral' ? nodesOf(node.value).flatMap(namesIn) : [];
}

function addAll({ made }: Scope, names: Iterable<string>): void {
	for (const name of names) made.add(name);
}

/** `for … in lines | sort` goes through the lines; `tags | join` needs a list. */
function filteredUse(filter: unknown, use: Use): Use {
	const name = isNode(filter) && filter.type === 'CallExpression' ? filter.callee : filter;
	const needsMembers = isNode(name) && OF_MEMBERS.includes(String(name.value));
	return needsMembers && use === 'text' ? 'members' : use;
}

function isNode(value: unknown): value is TemplateNode {
	return isObject(value) && typeof value.type === 'string';
}

function nodesOf(value: unknown): TemplateNode[] {
	return Array.isArray(value) ? value.filter(isNode) : [];
}

/** The nodes in the parts of a node: alone, in a list, or as keys and values of a dictionary. An operator is none. */
function partsOf(node: TemplateNode): TemplateNode[] {
	const parts = Object.entries(node).filter(([name]) => name !== 'operator');
	return parts.flatMap(([, part]) =>
		part instanceof Map ? [...part].flat().filter(isNode) : isNode(part) ? [part] : nodesOf(part),
	);
}
