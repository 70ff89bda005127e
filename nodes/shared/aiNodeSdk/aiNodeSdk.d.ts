// The part of n8n's AI node SDK that the sub-nodes use. Its own types would come with hundreds of packages.

declare module '@n8n/ai-node-sdk' {
	import type { ISupplyDataFunctions, SupplyData } from 'n8n-workflow';

	export type MessagePart =
		| { type: 'text'; text: string }
		| { type: 'reasoning'; text: string }
		| { type: 'tool-call'; toolCallId?: string; toolName: string; input: string }
		| { type: 'tool-result'; toolCallId: string; result: unknown; isError?: boolean }
		| { type: 'file'; mediaType?: string; data: string | Uint8Array };

	export interface Message {
		role: 'system' | 'user' | 'assistant' | 'tool';
		content: MessagePart[];
		name?: string;
		id?: string;
	}

	export interface ChatHistory {
		getMessages(): Promise<Message[]>;
		addMessage(message: Message): Promise<void>;
		addMessages(messages: Message[]): Promise<void>;
		clear(): Promise<void>;
	}

	export interface ChatMemory {
		readonly chatHistory: ChatHistory;
		loadMessages(): Promise<Message[]>;
		saveTurn(input: string, output: string): Promise<void>;
		clear(): Promise<void>;
	}

	export interface TokenUsage {
		promptTokens: number;
		completionTokens: number;
		totalTokens: number;
	}

	export interface GenerateResult {
		id?: string;
		finishReason?: 'stop' | 'error';
		usage?: TokenUsage;
		message: Message;
		providerMetadata?: Record<string, unknown>;
	}

	export type StreamChunk =
		| { type: 'text-delta'; delta: string }
		| { type: 'finish'; finishReason: 'stop' | 'error'; usage?: TokenUsage };

	export interface ChatModelConfig {
		abortSignal?: AbortSignal;
	}

	export interface ChatModel {
		provider: string;
		modelId: string;
		generate(messages: Message[], config?: ChatModelConfig): Promise<GenerateResult>;
		stream(messages: Message[], config?: ChatModelConfig): AsyncIterable<StreamChunk>;
		withTools(tools: unknown[]): ChatModel;
	}

	export function supplyMemory(context: ISupplyDataFunctions, memory: ChatMemory): SupplyData;
	export function supplyModel(context: ISupplyDataFunctions, model: ChatModel): SupplyData;
}
