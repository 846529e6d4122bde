using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.People;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Invitations;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;
using Choice = BusinessFocus.Notifications.Recipients.Choice;

namespace BusinessFocus.Notifications.Tests.Invitations;

/// <summary>An association invites members: each gets one letter, who wants none and who was forgotten gets none.</summary>
public sealed class InvitingMembers(SharedService shared)
{
    [Fact]
    public void Whom_another_association_has_just_invited_to_the_same_is_not_written_to_again()
    {
        var (first, second) = (Told("foretagarna", EditionId.New(), "asa@a.example", "bo@a.example"), MemberInvitationId.New());
        var earlier = InviteOnce.Decide(first, new HashSet<Guid>(), [])
            .Select(request => Some.Notification(Some.Requested(request.Recipient, request.Content))).ToList();

        var other = first with { InvitationId = second, AssociationId = "handel", Members = [.. first.Members.Take(1), Member("cissi@a.example")] };
        InviteOnce.Decide(other, new HashSet<Guid>(), earlier).Select(request => request.Suppressed).ShouldBe([SuppressedBecause.Overtaken, null]);
        InviteOnce.Decide(other with { EditionId = EditionId.New() }, new HashSet<Guid>(), earlier).ShouldAllBe(request => request.Suppressed == null);
        InviteOnce.Decide(first with { InvitationId = second }, new HashSet<Guid>(), earlier).ShouldAllBe(request => request.Suppressed == null, "how often one association may, Registration says");
        InviteOnce.Decide(other, new HashSet<Guid> { ContactIds.Of("cissi@a.example").Value }, earlier).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Each_gets_one_letter_however_often_and_in_how_many_pages_and_at_once_they_are_told_of()
    {
        await using var service = await shared.ForOneTestAsync();
        var told = Told("foretagarna", service.Edition, service.At("asa"), service.At("bo"), service.At("off"));
        await service.WantsAsync(service.Contact(email: service.At("off")) with { Id = ContactIds.Of(service.At("off")) }, new Choice(TurnedOff: [NotificationGroup.Messages]));
        var twice = told with { Members = [told.Members[0], Member(service.At("cissi"), "en")] };
        await Task.WhenAll(service.PublishAsync(told), service.PublishAsync(twice), service.PublishAsync(told), service.PublishAsync(twice with { AssociationId = "handel", InvitationId = MemberInvitationId.New() }));

        foreach (var name in (string[])["asa", "bo", "cissi"])
        {
            (await service.MailAsync(service.At(name))).Subject!.ShouldContain("Business Focus");
        }

        await NotificationsAsync(service, 6);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
        (await service.MailAsync(service.At("cissi"))).Subject.ShouldBe("Företagarna Lerum invites you to Business Focus");
    }

    [Fact]
    public async Task One_click_turns_the_letters_off_and_the_next_invitation_leaves_them_out()
    {
        await using var service = await shared.ForOneTestAsync();
        await service.PublishAsync(Told("foretagarna", service.Edition, service.At("asa"), service.At("bo")));
        var link = (await service.MailAsync(service.At("asa"))).Headers["List-Unsubscribe"]!.Trim('<', '>');
        await service.MailAsync(service.At("bo"));
        using var click = new FormUrlEncodedContent(new Dictionary<string, string> { ["List-Unsubscribe"] = "One-Click" });
        (await service.Service.Http.PostAsync(new Uri(new Uri(link).PathAndQuery, UriKind.Relative), click)).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        await service.PublishAsync(Told("foretagarna", service.Edition, service.At("asa"), service.At("bo")) with { Text = new LocalizedText("Igen", "Again") });
        await service.MailAsync(service.At("bo"), mail => mail.TextBody!.Contains("Igen", StringComparison.Ordinal));
        await NotificationsAsync(service, 4);
        await service.QuietAsync();
        service.Mails.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Who_was_forgotten_while_the_service_had_not_heard_of_it_gets_none_and_of_whom_it_was_sent_nothing_stays()
    {
        await using var service = await shared.ForOneTestAsync();
        var told = Told("foretagarna", service.Edition, service.At("asa"), service.At("bo"));
        await service.PublishAsync(new ContactErased(ContactIds.Of(service.At("bo")), [], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () =>
        {
            await using var reads = service.Service.Store.QuerySession();
            return await reads.LoadAsync<ServiceDefaults.DeadLetters.ForgottenSubject>(ContactIds.Of(service.At("bo")).Value) is not null;
        });
        await service.PublishAsync(told);
        await service.MailAsync(service.At("asa"));
        await service.QuietAsync();
        service.Mails.ShouldHaveSingleItem();

        await service.PublishAsync(new ContactErased(ContactIds.Of(service.At("asa")), [], DateTimeOffset.UtcNow));
        await Eventually.TrueAsync(async () => (await NotificationsAsync(service, 1)).All(notification => notification.Recipient is { Address: "", Name: "" }));
    }

    [Fact]
    public async Task An_association_reads_the_letter_before_it_goes_and_nobody_elses()
    {
        await using var service = await shared.ForOneTestAsync();
        var activity = service.Activity();
        await service.PublishAsync(new ActivityReleased(activity));
        var words = new { editionId = service.Edition.Value, activityId = activity.Id.Value, from = "Företagarna Lerum", text = new { sv = "Kom <gärna>!", en = "Do come!" } };
        var association = service.Service.AsAssociation("foretagarna");
        var letters = await Eventually.ValueAsync(async () =>
            await association.PostAsJsonAsync("/api/v1/associations/foretagarna/invitations/letter", words) is { IsSuccessStatusCode: true } answer
                ? (await answer.Content.ReadFromJsonAsync<JsonNode>())!["letters"]!.AsArray()
                : null);

        letters.Select(letter => (string)letter!["language"]!).ShouldBe(["sv", "en"]);
        ((string)letters[0]!["text"]!).ShouldContain("Kom <gärna>!");
        ((string)letters[0]!["html"]!).ShouldContain(activity.Id.ToString());
        ((string)letters[1]!["subject"]!).ShouldBe($"Företagarna Lerum invites you to {activity.Title.En}");
        (await association.PostAsJsonAsync(
            "/api/v1/associations/foretagarna/invitations/letter", new { words.editionId, words.activityId, words.from, text = new { sv = "Välkommen!", en = "Welcome!" } })).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await service.Service.AsAssociation("handel").PostAsJsonAsync("/api/v1/associations/foretagarna/invitations/letter", words)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await association.PostAsJsonAsync(
            "/api/v1/associations/foretagarna/invitations/letter", new { editionId = EditionId.New().Value, activityId = activity.Id.Value, words.from, words.text })).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<IReadOnlyList<Notification>> NotificationsAsync(NotificationService service, int count) => await Eventually.ValueAsync(async () =>
    {
        await using var reads = service.Service.Store.QuerySession();
        var all = await reads.Query<Notification>().Where(notification => notification.Kind == NotificationKind.MemberInvitation).ToListAsync();
        return all.Where(notification => notification.Matter.Invitation!.EditionId == service.Edition).ToList() is { } own && own.Count == count ? own : null;
    });

    private static MembersInvited Told(string association, EditionId edition, params string[] addresses) => new(
        MemberInvitationId.New(), association, "Företagarna Lerum", edition, null, new LocalizedText("Kom!", "Come!"), [.. addresses.Select(address => Member(address))], DateTimeOffset.UtcNow);

    private static InvitedMember Member(string address, string language = "sv") => new(ContactIds.Of(address), address, "Företag AB", language);
}
