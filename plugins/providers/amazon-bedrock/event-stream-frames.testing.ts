import { crc32 } from 'node:zlib';

/** Lines of `{"<event type>": payload}` in AWS's binary event-stream framing. */
export function eventStreamFrames(lines: string): Uint8Array {
  const frames = lines
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => {
      const event: Record<string, unknown> = JSON.parse(line);
      const [[type, payload] = ['', {}]] = Object.entries(event);
      return frame(type, JSON.stringify(payload));
    });
  return new Uint8Array(Buffer.concat(frames));
}

/** Length, header length, checksum, headers, payload, checksum. */
function frame(eventType: string, payload: string): Buffer {
  const headers = Buffer.concat([
    header(':event-type', eventType),
    header(':content-type', 'application/json'),
    header(':message-type', 'event'),
  ]);
  const body = Buffer.from(payload);
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + body.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const message = Buffer.concat([prelude, checksum(prelude), headers, body]);
  return Buffer.concat([message, checksum(message)]);
}

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(Buffer.byteLength(value), 0);
  return Buffer.concat([Buffer.from([name.length]), Buffer.from(name), Buffer.from([7]), length, Buffer.from(value)]);
}

function checksum(bytes: Buffer): Buffer {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(bytes) >>> 0, 0);
  return sum;
}
