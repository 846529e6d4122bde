using System.Collections.Concurrent;
using System.Diagnostics;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Manifest;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Tests.Email;
using BusinessFocus.ServiceDefaults.Store;
using BusinessFocus.Testing;
using Marten;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>What happens between a letter and the recipient's server, with a real one that is not always willing.</summary>
public sealed class Delivering(SharedService shared)
{
    [Fact]
    public async Task What_the_server_cannot_take_now_is_delivered_later()
    {
        var attempts = new ConcurrentDictionary<string, int>();
        await using var service = await shared.ForOneTestAsync(
            address => attempts.AddOrUpdate(address, 1, (_, before) => before + 1) <= 2 ? new SmtpReply(450, "4.2.0 Greylisted") : null);
        await ConfirmAsync(service, service.Contact());

        await service.MailAsync(service.At("asa"));
        var notification = await service.NotificationAsync(NotificationState.Accepted);
        (notification.Attempts, notification.Repeats).ShouldBe((3, 0));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_address_that_does_not_exist_is_told_and_stops_nobody_else()
    {
        await using var service = await shared.ForOneTestAsync(
            address => address.StartsWith("gone@", StringComparison.Ordinal) ? new SmtpReply(550, $"5.1.1 <{address}> is not here") : null);
        var gone = service.Contact(email: service.At("gone"));
        await ConfirmAsync(service, gone, service.Contact());

        await service.MailAsync(service.At("asa"));
        var unreachable = await service.Bus.NextAsync<RecipientUnreachable>(each => each.ContactId == gone.Id);
        unreachable.Reason.ShouldContain("5.1.1");
        unreachable.Reason.ShouldNotContain("gone@");
        await service.Bus.NextAsync<NotificationFailed>(each => each.ContactId == gone.Id);
        await service.QuietAsync();
        (await service.NotificationAsync(NotificationState.Failed)).Attempts.ShouldBe(1);
        service.Mails.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Recipients_whom_the_server_never_takes_stop_nobody_else()
    {
        await using var service = await NotificationService.StartAsync(refuse: address => address[..address.IndexOf('@', StringComparison.Ordinal)] switch
        {
            "full" => new SmtpReply(452, "4.2.2 Mailbox full"),
            // The server hangs up on them, which looks as if it were away.
            "poison" => throw new IOException(),
            _ => null,
        });
        await ConfirmAsync(service, [.. Enumerable.Range(0, 4).SelectMany(number => new[]
        {
            Some.Contact(email: $"full@foretag{number}.example"), Some.Contact(email: $"poison@foretag{number}.example"),
        })]);
        await service.NotificationAsync(NotificationState.Deferred, count: 8);
        await ConfirmAsync(service, [.. Enumerable.Range(0, 20).Select(number => Some.Contact(email: $"guest{number}@foretag.example"))]);

        await Eventually.TrueAsync(() => Task.FromResult(service.Count == 20));
        await service.NotificationAsync(NotificationState.Accepted, count: 20);
        service.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(20);
    }

    [Fact]
    public async Task A_letter_whose_answer_got_lost_with_the_connection_is_sent_again_as_a_repeat()
    {
        var port = FreePort.Next();
        await using var server = new ServerThatHangsUp(port);
        await using var service = await NotificationService.StartAsync(port: port);
        await ConfirmAsync(service, Some.Contact());

        var notification = await service.NotificationAsync(NotificationState.Accepted);
        (notification.Attempts, notification.Repeats).ShouldBe((2, 1));
        server.MessageIds.Count.ShouldBe(2);
        server.MessageIds.Distinct().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_server_that_is_down_loses_nothing_and_gets_everything_once_it_is_up()
    {
        var port = FreePort.Next();
        await using var service = await NotificationService.StartAsync(port: port);
        await ConfirmAsync(service, [.. Enumerable.Range(0, 12).Select(number => Some.Contact(email: $"guest{number}@foretag.example"))]);
        await service.NotificationAsync(NotificationState.Deferred);
        service.StartMailServer(port);

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count == 12));
        await service.QuietAsync();
        service.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(12);
        service.Mails.Count.ShouldBe(12);
        service.Bus.Heards<NotificationFailed>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Several_instances_share_the_line_and_nobody_gets_two()
    {
        await using var service = await NotificationService.StartAsync();
        await using var another = await service.StartAnotherAsync();
        await ConfirmAsync(service, [.. Enumerable.Range(0, 150).Select(number => Some.Contact(email: $"guest{number}@foretag.example"))]);

        await Eventually.TrueAsync(() => Task.FromResult(service.Mails.Count >= 150));
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(150);
        service.Mails.Select(mail => mail.To.ToString()).Distinct().Count().ShouldBe(150);
    }

    [Fact]
    public async Task A_hand_over_whose_answer_was_never_recorded_is_made_again_under_the_same_Message_ID_and_counted()
    {
        await using var service = await NotificationService.StartAsync();
        var activity = Some.Activity();
        var requested = Some.Requested(NotificationKind.Confirmation, Some.Registration(activity.Id));
        var notification = Some.Notification(requested);
        var letter = service.Service.Services.GetRequiredService<MessageRenderer>()
            .Write(notification, new Dictionary<Contracts.ActivityId, ReadModels.KnownActivity> { [activity.Id] = Some.Known(activity) }, new Dictionary<Guid, CalendarEntry>(), Some.Now)
            .RenderedMessage;

        // What a crash between the hand-over and its record leaves behind, when the lease has run out.
        await using (var session = service.Service.Store.LightweightSession())
        {
            session.Events.StartStream<Notification>(notification.Id, requested, new Composed(letter.Subject, letter.Text, DateTimeOffset.UtcNow), new HandedOver(1, false, DateTimeOffset.UtcNow));
            session.Insert(letter);
            session.Enqueue(notification, DateTimeOffset.UtcNow);
            await session.SaveChangesAsync();
        }

        (await service.MailAsync("asa@foretag.example")).MessageId.ShouldBe($"{notification.Id:N}@businessfocus.example");
        var accepted = await service.NotificationAsync(NotificationState.Accepted);
        (accepted.Attempts, accepted.Repeats).ShouldBe((2, 1));
        (await service.Service.As(Roles.Operator).GetStringAsync("/metrics")).ShouldContain("notifications_repeated_total{");
    }

    [Theory]
    [InlineData(NotificationState.HandedOver)]
    [InlineData(NotificationState.Accepted)]
    public async Task One_that_cannot_be_recorded_stops_nobody_else(NotificationState state)
    {
        var port = FreePort.Next();
        await using var service = await NotificationService.StartAsync(
            port: port, settings: new Dictionary<string, string?> { ["Delivery:LongestPause"] = "00:10:00", ["Delivery:Lease"] = "00:00:20" });
        await ConfirmAsync(service, [.. Enumerable.Range(0, 30).Select(number => Some.Contact(email: $"guest{number}@foretag.example"))]);
        await service.NotificationAsync(NotificationState.Deferred, count: 1);
        await service.DoAsync($"""
            create function refuse() returns trigger language plpgsql as $$ begin raise exception 'refused'; end $$;
            create trigger refuse before insert or update on mt_doc_notice for each row
            when (new.state = '{state}' and new.data -> 'recipient' ->> 'address' = 'guest7@foretag.example') execute function refuse();
            """);
        service.StartMailServer(port);

        await service.NotificationAsync(NotificationState.Accepted, count: 29);
        service.Mails.Count(mail => mail.To.ToString() != "guest7@foretag.example").ShouldBeGreaterThanOrEqualTo(29);
        service.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(service.Mails.Count, "nobody gets two");
    }

    [Fact]
    public async Task One_that_somebody_changes_while_it_is_claimed_or_recorded_with_others_fails_none_of_them()
    {
        await using var service = await NotificationService.StartAsync();
        const int Everybody = 60;
        var changes = Task.Run(async () =>
        {
            for (var changed = 0; changed < Everybody;)
            {
                await using var session = service.Service.Store.LightweightSession();
                var composed = await session.Query<Notification>()
                    .Where(notification => notification.State != NotificationState.Requested && !notification.IsErased)
                    .Select(notification => notification.Id).Take(5).ToListAsync();
                foreach (var id in composed)
                {
                    (await session.Events.FetchForWriting<Notification>(id)).AppendOne(new RecipientErased(DateTimeOffset.UtcNow));
                }

                try
                {
                    await session.SaveChangesAsync();
                    changed += composed.Count;
                }
                catch (Exception lost) when (ConcurrencyErrors.IsOne(lost))
                {
                    // The worker was quicker.
                }
            }
        });
        await ConfirmAsync(service, [.. Enumerable.Range(0, Everybody).Select(number => Some.Contact(email: $"guest{number}@foretag.example"))]);

        await service.NotificationAsync(NotificationState.Accepted, count: Everybody);
        await changes;
        await service.QuietAsync();
        service.Mails.Select(mail => mail.MessageId).Distinct().Count().ShouldBe(service.Mails.Count, "nobody gets two");
        await using var reads = service.Service.Store.QuerySession();
        foreach (var notification in await reads.Query<Notification>().ToListAsync())
        {
            (await reads.Events.FetchStreamStateAsync(notification.Id))!.Version.ShouldBe(notification.Version);
            (await reads.Events.FetchStreamAsync(notification.Id)).Select(@event => @event.Data).OfType<Accepted>().ShouldHaveSingleItem();
        }
    }

    [Fact]
    public async Task The_hand_over_is_part_of_the_trace_that_led_to_it_and_names_nobody()
    {
        var spans = new ConcurrentQueue<Activity>();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name is ServiceTelemetry.SourceName or "MassTransit" or "test",
            Sample = (ref _) => ActivitySamplingResult.AllDataAndRecorded,
            ActivityStopped = spans.Enqueue,
        };
        ActivitySource.AddActivityListener(listener);
        using var source = new ActivitySource("test");
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        ActivityTraceId click;
        using (var span = source.StartActivity("click")!)
        {
            click = span.TraceId;
            await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id)));
        }

        await service.Bus.NextAsync<NotificationSent>(each => each.ContactId == service.Contact().Id);
        await Eventually.TrueAsync(() => Task.FromResult(spans.Any(span => span.TraceId == click && span.OperationName == "relay")));
        var trace = spans.Where(span => span.TraceId == click).ToList();
        trace.ShouldContain(span => span.OperationName == "smtp send");
        trace.ShouldContain(span => span.OperationName == "relay", "what the hand-over led to goes on in the same trace");
        trace.SelectMany(span => span.TagObjects).ShouldAllBe(tag => !$"{tag.Value}".Contains('@'));
    }

    private static async Task ConfirmAsync(NotificationService service, params Contact[] contacts)
    {
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await Task.WhenAll(contacts.Select(contact => service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: contact)))));
    }
}
