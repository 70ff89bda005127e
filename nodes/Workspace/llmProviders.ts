import type { INodePropertyOptions } from 'n8n-workflow';

/** The providers of language models that PromptRails names; it may know others. */
export const LLM_PROVIDERS: INodePropertyOptions[] = [
	{ name: 'Anthropic', value: 'anthropic' },
	{ name: 'Cohere', value: 'cohere' },
	{ name: 'DeepSeek', value: 'deepseek' },
	{ name: 'Fireworks', value: 'fireworks' },
	{ name: 'Gemini', value: 'gemini' },
	{ name: 'Groq', value: 'groq' },
	{ name: 'Mistral', value: 'mistral' },
	{ name: 'OpenAI', value: 'openai' },
	{ name: 'OpenRouter', value: 'openrouter' },
	{ name: 'Together AI', value: 'together_ai' },
	{ name: 'xAI', value: 'xai' },
];
