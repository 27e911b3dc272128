import { makePdf } from '@agentforge/plugin-kit/testing/make-pdf';

const lines = (...texts: string[]) => texts.map((text, index) => ({ text, x: 72, y: 720 - index * 24, size: 12 }));

export const refundSentence = 'Customers can return any product within 45 days for a full refund.';

/** A real PDF of two pages. */
export const policiesPdf = {
  name: 'policies.pdf',
  mimeType: 'application/pdf',
  buffer: makePdf([
    lines('Travel policy', 'Employees may book business class on flights longer than six hours.'),
    lines('Refund policy', refundSentence, 'Shipping costs are not refunded.'),
  ]),
};
