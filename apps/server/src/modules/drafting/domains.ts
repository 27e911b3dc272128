import type { Domain } from './domain.ts';
import { creativeDomains } from './domains-creative.ts';
import { expertDomains } from './domains-expert.ts';
import { serviceDomains } from './domains-service.ts';

export const domains: readonly Domain[] = [...serviceDomains, ...expertDomains, ...creativeDomains];
