import type { CaseBuilder } from '../contractCase';
import { agentCases } from './agent';

/** The cases of every node. */
export const builders: CaseBuilder[] = [agentCases];
