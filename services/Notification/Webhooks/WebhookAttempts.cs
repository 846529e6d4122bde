namespace BusinessFocus.Notifications.Webhooks;

/// <summary>What an answer means for a delivery.</summary>
public static class WebhookAttempts
{
    /// <param name="chance">0 to 1: how much of the jitter.</param>
    public static WebhookAttempt Of(DueWebhookDelivery delivery, WebhookAnswer answer, DateTimeOffset now, TimeSpan took, double chance)
    {
        if (answer.IsTaken)
        {
            return new WebhookAttempt(delivery, WebhookDeliveryState.Delivered, now, null, answer.Status, answer.Text, took);
        }

        var next = answer.IsGone ? null : RetrySchedule.Next(delivery.Attempts + 1, now, answer.RetryAfter, chance);
        return new WebhookAttempt(delivery, next is null ? WebhookDeliveryState.Failed : WebhookDeliveryState.Pending, now, next, answer.Status, answer.Text, took);
    }
}
