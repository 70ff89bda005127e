import { byId, type CaseBuilder, casesOf } from '../../contractCase';

/** What the second generation adds to chats. */
export const secondChatCases: CaseBuilder = ({ chatSessions, executions }) =>
	casesOf(
		'promptRailsChat',
		'message',
		Object.entries({ up: 1, down: -1 }).map(([rating, value]) => ({
			operation: 'sendFeedback',
			parameters: {
				sessionId: byId(chatSessions.ada),
				executionId: byId(executions.completed),
				rating,
			},
			requests: [
				{
					method: 'POST',
					path: `/api/v1/chat/sessions/${chatSessions.ada}/feedback`,
					body: { execution_id: executions.completed, value },
				},
			],
			items: [{ submitted: true }],
		})),
	);
