import type { Domain } from './generate-domain.ts';
import { creativeDomains } from './generate-domains-creative.ts';
import { expertDomains } from './generate-domains-expert.ts';
import { serviceDomains } from './generate-domains-service.ts';

export const domains: readonly Domain[] = [...serviceDomains, ...expertDomains, ...creativeDomains];
