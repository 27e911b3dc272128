import { renderTemplate } from '@agentforge/contracts/triggers/template';
import { expect, it } from 'vitest';
import { samplePayload } from './sample-payload.ts';

it('has a value wherever the template asks for one', () => {
  const template = 'Order {{order.id}} of {{ order.customer.name }}: {{items.1.sku}} and {{note}}';
  const sample = samplePayload(template);
  expect(sample).toEqual({
    order: { id: 'sample id', customer: { name: 'sample name' } },
    items: ['sample', { sku: 'sample sku' }],
    note: 'sample note',
  });
  expect(renderTemplate(template, sample).message).not.toContain('⟦⟧');
});

it('is empty for no values, the whole body, and what is still being typed', () => {
  expect(samplePayload('Good morning')).toEqual({});
  expect(samplePayload('All: {{.}}')).toEqual({});
  expect(samplePayload('Order {{order.')).toEqual({});
});

it('keeps both where a path ends inside another', () => {
  expect(samplePayload('{{order.id}} {{order}}')).toEqual({ order: { id: 'sample id' } });
});
