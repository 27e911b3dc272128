CREATE TABLE "audit_records" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"action" text NOT NULL,
	"result" text NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"resource_kind" text NOT NULL,
	"resource_id" text,
	"ip" text,
	"user_agent" text,
	"request_id" text,
	"details" jsonb NOT NULL,
	CONSTRAINT "audit_records_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"principal" text NOT NULL,
	"operation" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"answer" jsonb,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "idempotency_keys_once" UNIQUE("tenant_id","principal","operation","key")
);
--> statement-breakpoint
CREATE TABLE "installation_facts" (
	"name" text NOT NULL,
	"value" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "installation_facts_name_pk" PRIMARY KEY("name")
);
--> statement-breakpoint
CREATE TABLE "outbox_events" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"last_error" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "outbox_events_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenant_keys" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"sealed_key" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenant_keys_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "api_keys" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"key_hash" text NOT NULL,
	"scopes" jsonb NOT NULL,
	"agent_ids" jsonb,
	"expires_at" timestamp(3) with time zone,
	"last_used_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "api_keys_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "api_keys_hash" UNIQUE("key_hash")
);
--> statement-breakpoint
CREATE TABLE "roles" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"default_key" text,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"permissions" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "roles_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "roles_name" UNIQUE("tenant_id","name"),
	CONSTRAINT "roles_default_key" UNIQUE("tenant_id","default_key")
);
--> statement-breakpoint
CREATE TABLE "agent_versions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"agent_id" text NOT NULL,
	"version" integer NOT NULL,
	"definition" jsonb NOT NULL,
	"note" text NOT NULL,
	"published_by" text,
	"published_by_label" text NOT NULL,
	"published_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agent_versions_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "agent_versions_once" UNIQUE("tenant_id","agent_id","version")
);
--> statement-breakpoint
CREATE TABLE "agents" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"slug" text NOT NULL,
	"definition" jsonb NOT NULL,
	"draft_hash" text NOT NULL,
	"live_hash" text,
	"status" text DEFAULT 'draft' NOT NULL,
	"access" jsonb NOT NULL,
	"owner_id" text,
	"live_version" integer,
	"last_version" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "agents_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "agents_slug" UNIQUE("tenant_id","slug")
);
--> statement-breakpoint
CREATE TABLE "approval_stand_ins" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"stand_in_id" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"note" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approval_stand_ins_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "approvals" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"status" text NOT NULL,
	"run_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"agent_name" text NOT NULL,
	"call_id" text NOT NULL,
	"tool_id" text NOT NULL,
	"function_name" text NOT NULL,
	"arguments" jsonb NOT NULL,
	"arguments_hash" text NOT NULL,
	"risk" text NOT NULL,
	"reason" text NOT NULL,
	"taint" jsonb NOT NULL,
	"requested_by" text NOT NULL,
	"requested_by_label" text NOT NULL,
	"approvers" jsonb NOT NULL,
	"requester_may_approve" boolean NOT NULL,
	"quorum" integer NOT NULL,
	"votes" jsonb NOT NULL,
	"escalations" jsonb NOT NULL,
	"escalates_at" timestamp(3) with time zone,
	"expires_at" timestamp(3) with time zone,
	"closed_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "approvals_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget_counters" (
	"tenant_id" text NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"period_key" text NOT NULL,
	"tokens_used" bigint DEFAULT 0 NOT NULL,
	"tokens_reserved" bigint DEFAULT 0 NOT NULL,
	"cost_used" double precision DEFAULT 0 NOT NULL,
	"cost_reserved" double precision DEFAULT 0 NOT NULL,
	"cost_is_lower_bound" boolean DEFAULT false NOT NULL,
	"runs_used" bigint DEFAULT 0 NOT NULL,
	"steps_used" bigint DEFAULT 0 NOT NULL,
	"tool_calls_used" bigint DEFAULT 0 NOT NULL,
	"seconds_used" double precision DEFAULT 0 NOT NULL,
	"updated_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "budget_counters_pkey" PRIMARY KEY("tenant_id","scope","period_key","scope_id")
);
--> statement-breakpoint
CREATE TABLE "budget_limits" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"position" integer NOT NULL,
	"scope" text NOT NULL,
	"scope_id" text NOT NULL,
	"period" text NOT NULL,
	"max_tokens" bigint,
	"max_cost_usd" double precision,
	"max_runs" bigint,
	"max_steps" bigint,
	"max_tool_calls" bigint,
	"max_seconds" bigint,
	"soft_ratio" double precision,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "budget_limits_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget_reservations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"run_id" text NOT NULL,
	"counters" jsonb NOT NULL,
	"tokens" bigint DEFAULT 0 NOT NULL,
	"cost" double precision DEFAULT 0 NOT NULL,
	"input_tokens" bigint DEFAULT 0 NOT NULL,
	"input_cost" double precision DEFAULT 0 NOT NULL,
	"released" boolean DEFAULT false NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "budget_reservations_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "budget_revisions" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"revision" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation_summaries" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"through_message_id" text NOT NULL,
	"text" text NOT NULL,
	"labels" jsonb NOT NULL,
	"model_id" text NOT NULL,
	"run_id" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversation_summaries_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"agent_id" text NOT NULL,
	"user_id" text NOT NULL,
	"title" text NOT NULL,
	"channel" text DEFAULT 'chat' NOT NULL,
	"messages_count" integer DEFAULT 0 NOT NULL,
	"pii_vault" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "conversations_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "messages" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"run_id" text,
	"role" text NOT NULL,
	"content" text NOT NULL,
	"status" text NOT NULL,
	"citations" jsonb NOT NULL,
	"tool_calls" jsonb NOT NULL,
	"attachments" jsonb NOT NULL,
	"guardrails" jsonb NOT NULL,
	"fallbacks" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"labels" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"error" text,
	"feedback" text,
	"feedback_comment" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "messages_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "login_failures" (
	"email_hash" text PRIMARY KEY NOT NULL,
	"count" integer DEFAULT 0 NOT NULL,
	"last_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"locked_until" timestamp(3) with time zone
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"cookie_hash" text NOT NULL,
	"refresh_hash" text NOT NULL,
	"user_agent" text,
	"ip" text,
	"last_seen_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"revoked_at" timestamp(3) with time zone,
	"revoked_reason" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "sessions_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "user_roles" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"role_id" text NOT NULL,
	CONSTRAINT "user_roles_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "user_roles_once" UNIQUE("tenant_id","user_id","role_id")
);
--> statement-breakpoint
CREATE TABLE "users" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"email" text NOT NULL,
	"password_hash" text,
	"temporary_password_until" timestamp(3) with time zone,
	"first_name" text DEFAULT '' NOT NULL,
	"last_name" text DEFAULT '' NOT NULL,
	"status" text DEFAULT 'active' NOT NULL,
	"is_operator" boolean DEFAULT false NOT NULL,
	"last_login_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "users_email" UNIQUE("tenant_id","email")
);
--> statement-breakpoint
CREATE TABLE "unowned_blobs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"key" text NOT NULL,
	"remove_after" timestamp(3) with time zone NOT NULL,
	CONSTRAINT "unowned_blobs_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "document_text_parts" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"document_id" text NOT NULL,
	"generation_id" text NOT NULL,
	"start" integer NOT NULL,
	"end" integer NOT NULL,
	"text" text NOT NULL,
	CONSTRAINT "document_text_parts_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "document_text_parts_once" UNIQUE("tenant_id","generation_id","start")
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"knowledge_base_id" text NOT NULL,
	"title" text NOT NULL,
	"kind" text NOT NULL,
	"file_name" text,
	"media_type" text,
	"extractor_type" text,
	"bytes" integer,
	"sha256" text,
	"blob_key" text,
	"url" text,
	"trust" text DEFAULT 'untrusted' NOT NULL,
	"added_by" text NOT NULL,
	"status" text NOT NULL,
	"stage" text NOT NULL,
	"done" integer DEFAULT 0 NOT NULL,
	"total" integer DEFAULT 0 NOT NULL,
	"error" text,
	"warnings" jsonb NOT NULL,
	"pages" integer,
	"chunks" integer DEFAULT 0 NOT NULL,
	"text_length" integer DEFAULT 0 NOT NULL,
	"live_generation" text,
	"live_model" text,
	"building_generation" text,
	"building_model" text,
	"fetched_for" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_token" text,
	"lease_until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "documents_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "knowledge_bases" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"chunk_size" integer NOT NULL,
	"chunk_overlap" integer NOT NULL,
	"embedding_model" text,
	"embedding_dimensions" integer,
	"search_type" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "knowledge_bases_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "knowledge_chunks" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"document_id" text NOT NULL,
	"knowledge_base_id" text NOT NULL,
	"generation_id" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"locator" jsonb NOT NULL,
	"search" "tsvector" NOT NULL,
	"embedding" vector,
	CONSTRAINT "knowledge_chunks_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "knowledge_chunks_once" UNIQUE("tenant_id","generation_id","position")
);
--> statement-breakpoint
CREATE TABLE "memories" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"topic" text NOT NULL,
	"kind" text DEFAULT 'fact' NOT NULL,
	"how" text DEFAULT 'said' NOT NULL,
	"text" text NOT NULL,
	"hidden_values" text,
	"conversation_id" text,
	"run_id" text,
	"message_id" text,
	"superseded_by" text,
	"embedding_model" text,
	"embedding" vector,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memories_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "memory_pauses" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_pauses_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "memory_runs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"conversation_id" text NOT NULL,
	"message_id" text NOT NULL,
	"state" text NOT NULL,
	"model_id" text,
	"hidden_values" text,
	"held" jsonb NOT NULL,
	"usage" jsonb,
	"cost_usd" double precision,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "memory_runs_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "llm_providers" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"provider" text NOT NULL,
	"name" text NOT NULL,
	"config" jsonb NOT NULL,
	"sealed_secrets" jsonb NOT NULL,
	"secret_hints" jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"last_test" jsonb,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "llm_providers_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "llm_providers_name" UNIQUE("tenant_id","name")
);
--> statement-breakpoint
CREATE TABLE "model_policies" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"models" jsonb,
	"operator_models" jsonb,
	"shared_connections" jsonb,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_policies_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "model_routes" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"routes" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "model_routes_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "provider_models" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"models" jsonb NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_models_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"topic" text NOT NULL,
	"subject_id" text NOT NULL,
	"level" integer NOT NULL,
	"status" text DEFAULT 'queued' NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"error" text,
	"claimed_until" timestamp(3) with time zone,
	"sent_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "mails_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "mails_once" UNIQUE("tenant_id","user_id","topic","subject_id","level")
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"user_id" text NOT NULL,
	"approvals_by_email" boolean NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "notification_preferences_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "notification_preferences_once" UNIQUE("tenant_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "embedding_cache" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"vector" vector NOT NULL,
	"used_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "embedding_cache_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "run_events" (
	"tenant_id" text NOT NULL,
	"run_id" text NOT NULL,
	"sequence" bigint NOT NULL,
	"type" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" bigint NOT NULL,
	CONSTRAINT "run_events_pkey" PRIMARY KEY("tenant_id","run_id","sequence")
);
--> statement-breakpoint
CREATE TABLE "run_pauses" (
	"tenant_id" text NOT NULL,
	"agent_id" text NOT NULL,
	"reason" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "run_pauses_pkey" PRIMARY KEY("tenant_id","agent_id")
);
--> statement-breakpoint
CREATE TABLE "runs" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"agent_id" text NOT NULL,
	"agent_version" integer,
	"definition" jsonb,
	"conversation_id" text NOT NULL,
	"user_message_id" text NOT NULL,
	"message_id" text NOT NULL,
	"user_id" text NOT NULL,
	"origin" text DEFAULT 'chat' NOT NULL,
	"replay_of" text,
	"fork_step" integer,
	"input" jsonb NOT NULL,
	"status" text NOT NULL,
	"reason" text,
	"reason_code" text,
	"model_id" text,
	"usage" jsonb NOT NULL,
	"cost_usd" double precision,
	"cost_is_lower_bound" boolean DEFAULT false NOT NULL,
	"fence" integer DEFAULT 1 NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"lease_owner" text,
	"lease_expires_at" timestamp(3) with time zone,
	"cancel_requested" boolean DEFAULT false NOT NULL,
	"waits_until" timestamp(3) with time zone,
	"parent_run_id" text,
	"parent_key" text,
	"depth" integer DEFAULT 0 NOT NULL,
	"finished_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "runs_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "tenants" (
	"tenant_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"slug" text NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tenants_slug" UNIQUE("slug")
);
--> statement-breakpoint
CREATE TABLE "tools" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"type" text NOT NULL,
	"name" text NOT NULL,
	"description" text NOT NULL,
	"config" jsonb NOT NULL,
	"sealed_secrets" jsonb NOT NULL,
	"secret_hints" jsonb NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"created_by" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "tools_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
CREATE TABLE "trigger_deliveries" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"trigger_id" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"event_id" text,
	"status" text NOT NULL,
	"reason" text,
	"run_id" text,
	"is_test" boolean DEFAULT false NOT NULL,
	"attempts" integer DEFAULT 1 NOT NULL,
	"received_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"last_received_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "trigger_deliveries_pkey" PRIMARY KEY("tenant_id","id"),
	CONSTRAINT "trigger_deliveries_once" UNIQUE("tenant_id","trigger_id","dedupe_key")
);
--> statement-breakpoint
CREATE TABLE "webhook_triggers" (
	"tenant_id" text NOT NULL,
	"id" text NOT NULL,
	"agent_id" text NOT NULL,
	"name" text NOT NULL,
	"message_template" text NOT NULL,
	"is_active" boolean DEFAULT true NOT NULL,
	"created_by" text NOT NULL,
	"secret" text NOT NULL,
	"secret_hint" text NOT NULL,
	"previous_secret" text,
	"previous_secret_until" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "webhook_triggers_pkey" PRIMARY KEY("tenant_id","id")
);
--> statement-breakpoint
ALTER TABLE "agent_versions" ADD CONSTRAINT "agent_versions_tenant_id_agent_id_agents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","agent_id") REFERENCES "public"."agents"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_summaries" ADD CONSTRAINT "conversation_summaries_tenant_id_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "messages" ADD CONSTRAINT "messages_tenant_id_conversation_id_conversations_tenant_id_id_fk" FOREIGN KEY ("tenant_id","conversation_id") REFERENCES "public"."conversations"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_tenant_id_user_id_users_tenant_id_id_fk" FOREIGN KEY ("tenant_id","user_id") REFERENCES "public"."users"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "user_roles" ADD CONSTRAINT "user_roles_tenant_id_role_id_roles_tenant_id_id_fk" FOREIGN KEY ("tenant_id","role_id") REFERENCES "public"."roles"("tenant_id","id") ON DELETE restrict ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_text_parts" ADD CONSTRAINT "document_text_parts_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_tenant_id_knowledge_base_id_knowledge_bases_tenant_id_id_fk" FOREIGN KEY ("tenant_id","knowledge_base_id") REFERENCES "public"."knowledge_bases"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "knowledge_chunks" ADD CONSTRAINT "knowledge_chunks_tenant_id_document_id_documents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","document_id") REFERENCES "public"."documents"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "run_events" ADD CONSTRAINT "run_events_tenant_id_run_id_runs_tenant_id_id_fk" FOREIGN KEY ("tenant_id","run_id") REFERENCES "public"."runs"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "trigger_deliveries" ADD CONSTRAINT "trigger_deliveries_tenant_id_trigger_id_webhook_triggers_tenant_id_id_fk" FOREIGN KEY ("tenant_id","trigger_id") REFERENCES "public"."webhook_triggers"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "webhook_triggers" ADD CONSTRAINT "webhook_triggers_tenant_id_agent_id_agents_tenant_id_id_fk" FOREIGN KEY ("tenant_id","agent_id") REFERENCES "public"."agents"("tenant_id","id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_records_action" ON "audit_records" USING btree ("tenant_id","action");--> statement-breakpoint
CREATE INDEX "outbox_events_due" ON "outbox_events" USING btree ("next_try_at");--> statement-breakpoint
CREATE INDEX "agents_tools" ON "agents" USING gin (("definition" -> 'tool_ids'));--> statement-breakpoint
CREATE INDEX "approval_stand_ins_given" ON "approval_stand_ins" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "approval_stand_ins_taken" ON "approval_stand_ins" USING btree ("tenant_id","stand_in_id","ends_at");--> statement-breakpoint
CREATE INDEX "approvals_inbox" ON "approvals" USING btree ("tenant_id","status","id");--> statement-breakpoint
CREATE INDEX "approvals_run" ON "approvals" USING btree ("tenant_id","run_id");--> statement-breakpoint
CREATE INDEX "budget_counters_age" ON "budget_counters" USING btree ("updated_at");--> statement-breakpoint
CREATE INDEX "budget_limits_scope" ON "budget_limits" USING btree ("tenant_id","scope","scope_id");--> statement-breakpoint
CREATE INDEX "budget_reservations_expiry" ON "budget_reservations" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "conversations_mine" ON "conversations" USING btree ("tenant_id","user_id","id");--> statement-breakpoint
CREATE INDEX "conversations_agent" ON "conversations" USING btree ("tenant_id","agent_id");--> statement-breakpoint
CREATE INDEX "messages_conversation" ON "messages" USING btree ("tenant_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "users_by_email" ON "users" USING btree ("email");--> statement-breakpoint
CREATE INDEX "document_text_parts_of_document" ON "document_text_parts" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "documents_of_base" ON "documents" USING btree ("tenant_id","knowledge_base_id","id");--> statement-breakpoint
CREATE INDEX "documents_unfinished" ON "documents" USING btree ("tenant_id","status") WHERE "documents"."status" in ('queued', 'processing');--> statement-breakpoint
CREATE INDEX "knowledge_chunks_of_document" ON "knowledge_chunks" USING btree ("tenant_id","document_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_of_base" ON "knowledge_chunks" USING btree ("tenant_id","knowledge_base_id");--> statement-breakpoint
CREATE INDEX "knowledge_chunks_search" ON "knowledge_chunks" USING gin ("search");--> statement-breakpoint
CREATE UNIQUE INDEX "memories_topic" ON "memories" USING btree ("tenant_id","user_id","agent_id","topic") WHERE superseded_by is null;--> statement-breakpoint
CREATE INDEX "memories_newest" ON "memories" USING btree ("tenant_id","user_id","agent_id","updated_at");--> statement-breakpoint
CREATE INDEX "memories_mine" ON "memories" USING btree ("tenant_id","user_id","id");--> statement-breakpoint
CREATE INDEX "memory_runs_person" ON "memory_runs" USING btree ("tenant_id","user_id");--> statement-breakpoint
CREATE INDEX "mails_open" ON "mails" USING btree ("tenant_id","status") WHERE status in ('queued', 'sending', 'failed');--> statement-breakpoint
CREATE INDEX "embedding_cache_used" ON "embedding_cache" USING btree ("tenant_id","used_at");--> statement-breakpoint
CREATE INDEX "runs_lease" ON "runs" USING btree ("status","lease_expires_at");--> statement-breakpoint
CREATE INDEX "runs_conversation" ON "runs" USING btree ("tenant_id","conversation_id","id");--> statement-breakpoint
CREATE INDEX "runs_agent" ON "runs" USING btree ("tenant_id","agent_id","id");--> statement-breakpoint
CREATE INDEX "runs_replays" ON "runs" USING btree ("tenant_id","replay_of");--> statement-breakpoint
CREATE UNIQUE INDEX "runs_parent" ON "runs" USING btree ("tenant_id","parent_run_id","parent_key");--> statement-breakpoint
CREATE UNIQUE INDEX "tools_name" ON "tools" USING btree ("tenant_id",lower("name"));--> statement-breakpoint
CREATE INDEX "tools_type" ON "tools" USING btree ("tenant_id","type");--> statement-breakpoint
CREATE INDEX "trigger_deliveries_age" ON "trigger_deliveries" USING btree ("last_received_at");--> statement-breakpoint
CREATE INDEX "webhook_triggers_agent" ON "webhook_triggers" USING btree ("tenant_id","agent_id");--> statement-breakpoint
CREATE INDEX "webhook_triggers_by_id" ON "webhook_triggers" USING btree ("id");