using BusinessFocus.Domain.Decisions;
using BusinessFocus.Notifications.Webhooks;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Webhooks;

/// <summary>Given what happened to a webhook, when somebody wants something of it.</summary>
public sealed class WebhookDecisions
{
    private static readonly DateTimeOffset Now = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);
    private static readonly WebhookAccess Organiser = new("anna", null, null);
    private static readonly WebhookAccess OrganiserOfLerum = new("lars", null, "lerum");
    private static readonly WebhookAccess Association = new("members", "naringsliv", null);
    private static readonly WebhookTarget Target = new("https://hook.example/", ["activity.changed"], WebhookPayload.Thin, null, "drift@hook.example", "sv");

    [Fact]
    public void Whoever_subscribes_is_told_as_who_they_are()
    {
        var subscribed = Subscribe.Decide(WebhookId.New(), OrganiserOfLerum, Target, 0, [1], Now).Events.ShouldHaveSingleItem().ShouldBeOfType<WebhookSubscribed>();
        subscribed.By.ShouldBe("lars");
        subscribed.Municipality.ShouldBe("lerum");
        subscribed.Association.ShouldBeNull();
    }

    [Fact]
    public void Nobody_has_more_than_fifty() =>
        Subscribe.Decide(WebhookId.New(), Organiser, Target, Subscribe.Most, [1], Now).Refusal!.Problem.ShouldBe(WebhookProblems.TooMany);

    [Fact]
    public void An_association_does_not_hear_of_who_registers()
    {
        var wanted = Target with { Types = ["activity.changed", "registration.confirmed"] };
        Flaw.In(Subscribe.Decide(WebhookId.New(), Association, wanted, 0, [1], Now).Refusal!)["types"].Single().In("en").ShouldContain("registration.confirmed");
        ChangeWebhook.Decide(Given(Association), Association, wanted, Now).Refusal!.Problem.ShouldBe(CommonProblems.Invalid);
        Subscribe.Decide(WebhookId.New(), Organiser, wanted, 0, [1], Now).Events.ShouldNotBeEmpty();
    }

    [Fact]
    public void Anothers_webhook_is_not_there()
    {
        WebhookAccess[] strangers = [new("members", "foretagarna", null), new("lars", null, "partille"), new("m", "naringsliv", "partille")];
        foreach (var stranger in strangers)
        {
            ChangeWebhook.Decide(Given(Association), stranger, Target, Now).Refusal!.Problem.ShouldBe(WebhookProblems.NoSuchWebhook);
            RemoveWebhook.Decide(Given(OrganiserOfLerum), stranger, Now).Refusal!.Problem.ShouldBe(WebhookProblems.NoSuchWebhook);
            RotateWebhookSecret.Decide(Given(Organiser), stranger, [2], Now).Refusal!.Problem.ShouldBe(WebhookProblems.NoSuchWebhook);
        }

        RemoveWebhook.Decide(Given(Association), Organiser, Now).Events.ShouldNotBeEmpty("organisers of all municipalities see all");
        RemoveWebhook.Decide(Webhook.Initial, Organiser, Now).Refusal!.Problem.ShouldBe(WebhookProblems.NoSuchWebhook);
    }

    [Fact]
    public void The_same_again_changes_nothing()
    {
        ChangeWebhook.Decide(Given(Organiser), Organiser, Target with { Types = ["activity.changed"] }, Now).Events.ShouldBeEmpty();
        EnableWebhook.Decide(Given(Organiser), Organiser, Now).Events.ShouldBeEmpty();
        DisableWebhook.Decide(Disabled(), WebhookDisabledBecause.Failing, Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void What_is_disabled_is_told_of_once_and_can_be_enabled()
    {
        var told = Disabled().After(DisableWebhook.DecideTold(Disabled(), Now).Events.ShouldHaveSingleItem());
        DisableWebhook.DecideTold(told, Now).Events.ShouldBeEmpty();
        var enabled = told.After(EnableWebhook.Decide(told, Organiser, Now).Events.ShouldHaveSingleItem());
        enabled.IsEnabled.ShouldBeTrue();
        DisableWebhook.DecideTold(enabled, Now).Events.ShouldBeEmpty();
        ResendDeliveries.Decide(Disabled()).ShouldBe(WebhookProblems.Disabled);
        ResendDeliveries.Decide(enabled).ShouldBeNull();
    }

    [Fact]
    public void Who_says_last_what_is_sent_where_answers_for_it()
    {
        var lisa = new WebhookAccess("lisa", null, null);
        var changed = Given(Organiser).After(ChangeWebhook.Decide(Given(Organiser), lisa, Target with { Url = "https://lisa.example/" }, Now).Events.ShouldHaveSingleItem());
        changed.By.ShouldBe("lisa");
        Disabled().After(EnableWebhook.Decide(Disabled(), lisa, Now).Events.ShouldHaveSingleItem()).By.ShouldBe("lisa");
        Given(Organiser).After(RotateWebhookSecret.Decide(Given(Organiser), lisa, [2], Now).Events.ShouldHaveSingleItem()).By.ShouldBe("anna");
    }

    [Fact]
    public void A_removed_one_is_gone_and_keeps_its_version()
    {
        var removed = Given(Organiser).After(RemoveWebhook.Decide(Given(Organiser), Organiser, Now).Events.ShouldHaveSingleItem());
        removed.Target.ShouldBeNull();
        removed.SealedSecret.ShouldBeEmpty();
        removed.Version.ShouldBe(2);
        EnableWebhook.Decide(removed, Organiser, Now).Refusal!.Problem.ShouldBe(WebhookProblems.NoSuchWebhook);
    }

    [Fact]
    public void It_is_tried_for_three_days_ever_more_seldom()
    {
        var now = Now;
        var waits = new List<TimeSpan>();
        for (var attempts = 1; RetrySchedule.Next(attempts, now, null, chance: 0) is { } next; attempts++)
        {
            waits.Add(next - now);
            now = next;
        }

        waits[0].ShouldBe(TimeSpan.FromSeconds(5));
        waits.ShouldBe(waits.Order());
        (now - Now).ShouldBeInRange(TimeSpan.FromHours(70), TimeSpan.FromHours(73));
    }

    [Fact]
    public void A_receiver_may_ask_for_more_time_and_not_for_more_than_a_day()
    {
        RetrySchedule.Next(1, Now, TimeSpan.FromMinutes(3), chance: 0).ShouldBe(Now.AddMinutes(3));
        RetrySchedule.Next(1, Now, TimeSpan.FromSeconds(1), chance: 0).ShouldBe(Now.AddSeconds(5));
        RetrySchedule.Next(1, Now, TimeSpan.FromDays(400), chance: 0).ShouldBe(Now.AddHours(24));
        RetrySchedule.Next(2, Now, null, chance: 1).ShouldBe(Now.AddSeconds(66));
    }

    [Fact]
    public void Gone_is_not_tried_again()
    {
        var delivery = new DueWebhookDelivery(Guid.NewGuid(), Guid.NewGuid(), Guid.NewGuid(), "activity.changed", "{}", null, 0, Now);
        WebhookAttempts.Of(delivery, new WebhookAnswer(410, "gone"), Now, TimeSpan.Zero, 0).State.ShouldBe(WebhookDeliveryState.Failed);
        WebhookAttempts.Of(delivery, new WebhookAnswer(404, "?"), Now, TimeSpan.Zero, 0).State.ShouldBe(WebhookDeliveryState.Pending);
        WebhookAttempts.Of(delivery with { Attempts = 11 }, new WebhookAnswer(500, "!"), Now, TimeSpan.Zero, 0).State.ShouldBe(WebhookDeliveryState.Failed);
        WebhookAttempts.Of(delivery, new WebhookAnswer(202, ""), Now, TimeSpan.Zero, 0).State.ShouldBe(WebhookDeliveryState.Delivered);
    }

    private static Webhook Given(WebhookAccess by) => States.After<Webhook>(Subscribe.Decide(WebhookId.New(), by, Target, 0, [1], Now).Events);

    private static Webhook Disabled() => Given(Organiser).After(new WebhookDisabled(WebhookDisabledBecause.Failing, Now));
}
