import { z } from 'zod';
import { endpoint } from '../shared/endpoint.ts';
import { budgetLimit, budgetList } from './schemas.ts';

export const listBudgets = endpoint({
  id: 'budgets.list',
  method: 'GET',
  path: '/api/v1/budgets',
  access: 'settings:read',
  summary: 'Limits on tokens, money and runs, and what of them is used',
  answer: budgetList,
  versioned: true,
});

export const replaceBudgets = endpoint({
  id: 'budgets.replace',
  method: 'PUT',
  path: '/api/v1/budgets',
  access: 'settings:write',
  summary: 'Replace all limits. What was used so far under a limit that stays keeps counting',
  body: z.strictObject({ data: z.array(budgetLimit).max(200) }),
  answer: budgetList,
  versioned: true,
});

export const myBudgets = endpoint({
  id: 'budgets.mine',
  method: 'GET',
  path: '/api/v1/budgets/mine',
  access: 'signed-in',
  summary: 'The limits of the organization and of my own that my messages count against',
  answer: budgetList,
});
