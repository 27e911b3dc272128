export { type BudgetsDoor, createBudgetsRoom } from './budgets.room.ts';
