import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

/** The same parameters, with every value given by an expression, as users do who map data into fields. */
export function asExpressions(parameters: INodeParameters): INodeParameters {
	return Object.fromEntries(Object.entries(parameters).map(([name, value]) => [name, asExpression(value)]));
}

function asExpression(value: NodeParameterValueType): NodeParameterValueType {
	if (Array.isArray(value))
		return value.map((entry) => asExpression(entry as NodeParameterValueType)) as INodeParameters[];
	if (isOneOfTheEditors(value))
		return { ...value, value: asExpression(value.value as NodeParameterValueType) } as INodeParameters;
	if (typeof value === 'object' && value !== null) return asExpressions(value as INodeParameters);
	if (typeof value === 'string' && value.startsWith('=')) return value;
	// A closing brace in a text would end the expression.
	return `={{ ${JSON.stringify(value).replaceAll('}', '\\u007d')} }}`;
}

/** What is picked from a list, or filled into input fields: users give its value alone, the editor the rest. */
function isOneOfTheEditors(value: unknown): value is { value: unknown } {
	return typeof value === 'object' && value !== null && ('__rl' in value || 'mappingMode' in value);
}
