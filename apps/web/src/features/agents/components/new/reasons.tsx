import type { ReactNode } from 'react';
import type { GeneratedConfig } from '../../api/agent-mutations.ts';
import { reasonsBelow } from '../../state/reasons.ts';
import { ReasonText } from '../studio/reason.tsx';

/** Why the draft says what it says about these fields. */
export function Reasons({ result, fields }: { result: GeneratedConfig; fields: readonly string[] }): ReactNode {
  const reasons = fields.flatMap((field) => reasonsBelow(result.reasons, field));
  return [...new Set(reasons)].map((reason) => <ReasonText key={reason}>{reason}</ReasonText>);
}
