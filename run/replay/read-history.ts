import { z } from 'zod';

const PayloadsSchema = z.object({ payloads: z.array(z.object({ data: z.string() })).optional() });

const HistorySchema = z.object({
  events: z.array(
    z.object({
      activityTaskScheduledEventAttributes: z.object({ activityType: z.object({ name: z.string() }) }).optional(),
      markerRecordedEventAttributes: z
        .object({
          markerName: z.string(),
          details: z.record(z.string(), PayloadsSchema),
        })
        .optional(),
      workflowExecutionCompletedEventAttributes: z.object({ result: PayloadsSchema.optional() }).optional(),
    }),
  ),
});

const LocalActivitySchema = z.object({ activity_type: z.string() });

/** Types of the activities that a history (JSON) holds, in their order; of a local one only its end is there. */
export function readRecordedActivities(history: string): string[] {
  return HistorySchema.parse(JSON.parse(history)).events.flatMap(
    ({ activityTaskScheduledEventAttributes: scheduled, markerRecordedEventAttributes: marker }) => {
      if (scheduled !== undefined) return [scheduled.activityType.name];
      if (marker?.markerName !== 'core_local_activity') return [];
      return [LocalActivitySchema.parse(decode(marker.details['data'])).activity_type];
    },
  );
}

const EndSchema = z.object({ status: z.string(), reason: z.string().nullable() });
export type RecordedEnd = z.infer<typeof EndSchema>;

/** How a dialog's workflow ended by its history (JSON); undefined where it did not end by itself. */
export function readRecordedEnd(history: string): RecordedEnd | undefined {
  const { events } = HistorySchema.parse(JSON.parse(history));
  const completed = events.at(-1)?.workflowExecutionCompletedEventAttributes;
  return completed === undefined ? undefined : EndSchema.parse(decode(completed.result));
}

const decode = (payloads: z.infer<typeof PayloadsSchema> | undefined): unknown =>
  JSON.parse(Buffer.from(payloads?.payloads?.[0]?.data ?? '', 'base64').toString('utf8'));
