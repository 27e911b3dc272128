import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';

/** Prometheus figures of this process. Labels are routes and outcomes, never tenants or users. */
export class Metrics {
  readonly registry = new Registry();
  readonly httpSeconds = new Histogram({
    name: 'agentforge_http_request_seconds',
    help: 'Time to answer, by route',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30],
    registers: [this.registry],
  });
  readonly runs = new Counter({
    name: 'agentforge_runs_total',
    help: 'Ended runs by status',
    labelNames: ['status'],
    registers: [this.registry],
  });
  readonly activeRuns = new Gauge({
    name: 'agentforge_active_runs',
    help: 'Runs driven by this process',
    registers: [this.registry],
  });
  readonly tokens = new Counter({
    name: 'agentforge_model_tokens_total',
    help: 'Tokens by direction',
    labelNames: ['direction'],
    registers: [this.registry],
  });

  constructor(defaults = true) {
    if (defaults) collectDefaultMetrics({ register: this.registry });
  }
}
