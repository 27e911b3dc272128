import { z } from 'zod';

/** An http(s) address a person enters. Without credentials: an address is shown and logged, unlike a secret field. */
export const webAddress = z
  .url({ protocol: /^https?$/, error: 'Write an address that starts with https:// or http://.' })
  .max(2048)
  .refine((text) => {
    const url = URL.parse(text);
    return url !== null && url.username === '' && url.password === '';
  }, 'Leave user name and password out of the address and use the authentication fields.');
