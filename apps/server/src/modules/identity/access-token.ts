import { jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const claims = z.object({ sub: z.string(), tid: z.string(), sid: z.string(), use: z.literal('access') });

export type AccessClaims = z.output<typeof claims>;

export const accessTokenSeconds = 15 * 60;

/** Signs and reads access tokens. One algorithm, one purpose; nothing of the token's header is trusted. */
export class AccessTokens {
  readonly #key: Uint8Array;

  constructor(secret: string) {
    this.#key = new TextEncoder().encode(secret);
  }

  async sign(token: Omit<AccessClaims, 'use'>, nowMs: number): Promise<string> {
    const now = Math.floor(nowMs / 1000);
    return new SignJWT({ tid: token.tid, sid: token.sid, use: 'access' })
      .setProtectedHeader({ alg: 'HS256', typ: 'at+jwt' })
      .setSubject(token.sub)
      .setIssuer('agentforge')
      .setIssuedAt(now)
      .setExpirationTime(now + accessTokenSeconds)
      .sign(this.#key);
  }

  /** Null for anything but a valid, present token of ours. */
  async read(text: string, nowMs: number): Promise<AccessClaims | null> {
    try {
      const { payload } = await jwtVerify(text, this.#key, {
        algorithms: ['HS256'],
        typ: 'at+jwt',
        issuer: 'agentforge',
        requiredClaims: ['exp', 'iat', 'sub'],
        clockTolerance: 30,
        currentDate: new Date(nowMs),
      });
      return claims.safeParse(payload).data ?? null;
    } catch {
      return null;
    }
  }
}
