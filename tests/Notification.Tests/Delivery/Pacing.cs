using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Testing;
using Marten;
using Npgsql;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>How fast letters may go to one domain: given what went, when another one comes.</summary>
public sealed class The_pace_of_a_domain
{
    private static readonly DateTimeOffset Now = Some.Now;

    private readonly DomainRateLimiter rateLimiter = new(new Dictionary<string, double> { ["slow.example"] = 2, ["*"] = 10 }, TimeSpan.FromSeconds(5));

    [Fact]
    public void Without_a_limit_everything_goes()
    {
        var unlimited = new DomainRateLimiter(new Dictionary<string, double> { ["slow.example"] = 2 }, TimeSpan.FromSeconds(5));
        Enumerable.Range(0, 100).ShouldAllBe(_ => unlimited.MayGo("other.example", null, Now));
    }

    [Fact]
    public void When_one_went_the_next_goes_after_the_domains_pause()
    {
        rateLimiter.MayGo("slow.example", null, Now).ShouldBeTrue();
        rateLimiter.MayGo("SLOW.example", null, Now.AddSeconds(0.4)).ShouldBeFalse();
        rateLimiter.MayGo("slow.example", null, Now.AddSeconds(0.5)).ShouldBeTrue();
    }

    [Fact]
    public void One_domain_holds_up_no_other_also_where_all_others_have_the_same_limit()
    {
        rateLimiter.MayGo("slow.example", null, Now).ShouldBeTrue();
        rateLimiter.MayGo("a.example", null, Now).ShouldBeTrue();
        rateLimiter.MayGo("b.example", null, Now).ShouldBeTrue();
        rateLimiter.MayGo("a.example", null, Now.AddSeconds(0.09)).ShouldBeFalse();
    }

    [Fact]
    public void Those_that_wait_are_given_one_slot_after_the_other_and_who_comes_later_waits_behind_them()
    {
        rateLimiter.MayGo("slow.example", null, Now);
        var slots = rateLimiter.From("slow.example", Now);
        rateLimiter.Take("slow.example", slots.After(100_000), Now);

        slots.ShouldBe(new SendSlots(Now.AddSeconds(0.5), TimeSpan.FromSeconds(0.5)));
        rateLimiter.MayGo("slow.example", null, Now.AddSeconds(50_000)).ShouldBeFalse();
        rateLimiter.MayGo("slow.example", null, Now.AddSeconds(50_000.5)).ShouldBeTrue();
    }

    [Fact]
    public void Whose_slot_has_come_goes_and_takes_nobody_elses()
    {
        rateLimiter.MayGo("slow.example", null, Now);
        rateLimiter.Take("slow.example", Now.AddSeconds(10), Now);

        rateLimiter.MayGo("slow.example", Now.AddSeconds(1), Now).ShouldBeFalse();
        rateLimiter.MayGo("slow.example", Now.AddSeconds(1), Now.AddSeconds(1)).ShouldBeTrue();
        rateLimiter.From("slow.example", Now).First.ShouldBe(Now.AddSeconds(10));
    }

    [Fact]
    public void A_slot_that_nobody_used_in_time_has_gone_so_that_what_gathered_does_not_go_at_once()
    {
        var late = Now.AddMinutes(10);
        Enumerable.Range(0, 100).Count(number => rateLimiter.MayGo("slow.example", Now.AddSeconds(number), late)).ShouldBe(1);
    }

    [Fact]
    public void Slots_given_before_a_restart_are_kept()
    {
        rateLimiter.Resume("slow.example", Now.AddSeconds(30), Now);
        rateLimiter.Resume("other.example", Now.AddSeconds(30), Now);
        rateLimiter.From("slow.example", Now).First.ShouldBe(Now.AddSeconds(30.5));
    }
}

/// <summary>The same in the line, where it waits.</summary>
public sealed class Pacing
{
    private static readonly Dictionary<string, string?> TenASecond = new() { ["Smtp:PerDomain:slow.example"] = "10" };

    [Fact]
    public async Task A_slow_domain_gets_what_it_takes_and_holds_up_no_other()
    {
        await using var service = await NotificationService.StartAsync(settings: new Dictionary<string, string?> { ["Smtp:PerDomain:slow.example"] = "4" });
        await ConfirmAsync(service, "slow.example", 30);
        await ConfirmAsync(service, "quick.example", 30);

        await Eventually.TrueAsync(() => Task.FromResult(To(service, "quick.example") == 30));
        To(service, "slow.example").ShouldBeLessThan(30);
        await Eventually.TrueAsync(() => Task.FromResult(To(service, "slow.example") == 30));
        await service.QuietAsync();

        await using var session = service.Service.Store.QuerySession();
        var notifications = await session.Query<Notification>().ToListAsync();
        notifications.ShouldAllBe(notification => notification.Attempts == 1, "what waits for its slot was not handed over");
        var times = new List<DateTimeOffset>();
        foreach (var notification in notifications.Where(notification => notification.Recipient.Address.EndsWith("slow.example", StringComparison.Ordinal)))
        {
            times.AddRange((await session.Events.FetchStreamAsync(notification.Id)).Select(@event => @event.Data).OfType<HandedOver>().Select(handedOver => handedOver.At));
        }

        (times.Max() - times.Min()).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(7.2), "30 letters at 4 a second");
    }

    [Fact]
    public async Task A_hundred_thousand_that_wait_get_their_slots_at_once_and_what_one_person_waits_for_goes_before_them()
    {
        await using var service = await NotificationService.StartAsync(settings: TenASecond);
        await using var database = NpgsqlDataSource.Create(service.Service.ConnectionString);
        await using var many = database.CreateCommand(
            """
            create table given_again (id uuid);
            create function note_it() returns trigger language plpgsql as $$ begin insert into given_again values (old.id); return null; end $$;
            create trigger note_it after update of slot on due_deliveries
                for each row when (old.slot > now() and new.slot is distinct from old.slot) execute function note_it();
            insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many, domain)
            select gen_random_uuid(), 'email', gen_random_uuid(), now(), '', true, 'slow.example' from generate_series(1, 100000)
            """);
        await many.ExecuteNonQueryAsync();
        await Eventually.TrueAsync(async () => await CountAsync(database, "slot is null") == 0);

        await ConfirmAsync(service, "slow.example", 20);
        await ConfirmAsync(service, "quick.example", 20);
        await Eventually.TrueAsync(() => Task.FromResult(To(service, "quick.example") == 20 && To(service, "slow.example") == 20));
        (await CountAsync(database, "true")).ShouldBeGreaterThan(99_000);

        // A slot that came before its letter went is given anew, on a slow machine more often; one that has not come is changed
        // with what one person waits for, and else for nothing.
        await using var givenAgain = database.CreateCommand("select count(*) from given_again");
        ((long)(await givenAgain.ExecuteScalarAsync())!).ShouldBeLessThan(1_000);
    }

    [Fact]
    public async Task Slots_outlive_the_instance_that_gave_them()
    {
        await using var service = await NotificationService.StartAsync(settings: TenASecond);
        await using var database = NpgsqlDataSource.Create(service.Service.ConnectionString);
        await using var later = database.CreateCommand(
            """
            insert into due_deliveries (id, channel, thread, due_at, trace_parent, for_many, domain, slot)
            values (gen_random_uuid(), 'email', gen_random_uuid(), now() + interval '1 hour', '', false, 'slow.example', now() + interval '1 hour')
            """);
        await later.ExecuteNonQueryAsync();
        await using var session = service.Service.Store.QuerySession();

        var last = await session.LastSlotsAsync(Channels.Email, DateTimeOffset.UtcNow, CancellationToken.None);
        last.ShouldHaveSingleItem().Domain.ShouldBe("slow.example");
        last[0].Slot.ShouldBeGreaterThan(DateTimeOffset.UtcNow.AddMinutes(59));
    }

    private static int To(NotificationService service, string domain) =>
        service.Mails.Count(mail => mail.To.Mailboxes.Single().Domain == domain);

    private static async Task<long> CountAsync(NpgsqlDataSource database, string where)
    {
        await using var count = database.CreateCommand($"select count(*) from due_deliveries where {where}");
        return (long)(await count.ExecuteScalarAsync())!;
    }

    private static async Task ConfirmAsync(NotificationService service, string domain, int count)
    {
        var activity = Some.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        await Task.WhenAll(Enumerable.Range(0, count).Select(number =>
            service.PublishAsync(new RegistrationConfirmed(Some.Registration(activity.Id, contact: Some.Contact(email: $"guest{number}@{domain}"))))));
    }
}
