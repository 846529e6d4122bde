using BusinessFocus.Notifications.Tests.Delivery;
using BusinessFocus.Testing.Rights;
using Xunit;

namespace BusinessFocus.Notifications.Tests;

/// <summary>API1, API2, API3 and API5:2023: who may make which call, and by which token or link nobody may.</summary>
public sealed class Rights
{
    private static readonly string Table = CallsAndRoles.TableOf("Notification.Tests");

    private static readonly object Webhook = new { url = "https://hook.example/", types = new[] { "activity.changed" }, email = "drift@hook.example" };

    [Fact]
    public void Every_call_has_a_row() => CallsAndRoles.EveryCallShouldHaveARow("notification", Table);

    [Fact]
    public async Task Every_call_is_answered_as_its_row_says()
    {
        var settings = new Dictionary<string, string?>(Bouncing.WithSecret) { ["Sms:CallbackSecret"] = Bouncing.WithSecret.Values.Single() };
        await using var service = await NotificationService.StartAsync(settings: settings);

        await new CallsAndRoles("notification", Table, service.Service, new WhatIsAskedFor
        {
            Addresses = new Dictionary<string, string> { ["/api/v1/associations/{id}"] = "/api/v1/associations/foretagarna", ["/api/v1/channels/{channel}"] = "/api/v1/channels/email" },
            Bodies = new Dictionary<string, object>
            {
                ["previewInvitationLetter"] = new { editionId = Guid.NewGuid(), from = "Företagarna", text = new { sv = "Kom!", en = "Come!" } },
                ["choosePreferences"] = new
                {
                    channels = new { email = true, sms = false, inbox = true },
                    kinds = new Dictionary<string, object>(),
                    changes = "daily",
                },
                ["changeChannel"] = new { isPaused = false },
                ["subscribeWebhook"] = Webhook,
                ["changeWebhook"] = Webhook,
                ["resendWebhookDeliveries"] = new { from = DateTimeOffset.UtcNow },
            },
        }).ShouldBeAsTheTableSaysAsync();
    }
}
