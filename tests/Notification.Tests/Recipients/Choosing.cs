using System.Diagnostics;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Decisions;
using BusinessFocus.Hosting.Telemetry;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Recipients;
using BusinessFocus.Notifications.Rendering;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Recipients;

/// <summary>How people choose what they get, decided without a store; and what a letter carries for it.</summary>
public sealed class Choosing
{
    private static readonly ContactId Asa = Some.Contact().Id;
    private static readonly PersonalLinks Links = new(new byte[32]);
    private static readonly ChannelRules Pager = new("pager", _ => true, recipient => recipient.Phone);

    private static readonly ChoosePreferences.Request Usual = new(
        null, new ChannelWishes(Email: true, Sms: false, Inbox: false), new Dictionary<NotificationGroup, ChoosePreferences.Kind>(), null, ChangesCome.AtOnce);

    [Fact]
    public void The_whole_choice_is_taken()
    {
        var request = Usual with
        {
            Language = "en",
            Channels = new ChannelWishes(Email: false, Sms: true, Inbox: true),
            Kinds = Kinds((NotificationGroup.Surveys, false), (NotificationGroup.Bookings, true)),
            QuietHours = new QuietTimes("21:00", "07:30"),
            Changes = ChangesCome.Daily,
        };

        var choice = Choose(request).Events.ShouldHaveSingleItem().ShouldBeOfType<PreferencesChosen>().Choice;

        choice.IsSame(new Choice("en", false, true, true, [NotificationGroup.Surveys], new QuietHours(new TimeOnly(21, 0), new TimeOnly(7, 30)), true)).ShouldBeTrue();
    }

    [Fact]
    public void The_same_choice_again_changes_nothing()
    {
        var request = Usual with { Kinds = Kinds((NotificationGroup.Surveys, false), (NotificationGroup.Reminders, false)), QuietHours = new QuietTimes("21:00", "07:30") };
        var turned = Kinds((NotificationGroup.Reminders, false), (NotificationGroup.Surveys, false));

        Choose(Usual).Events.ShouldBeEmpty("it is what nobody chose");
        Choose(request with { Kinds = turned }, [.. Choose(request).Events]).Events.ShouldBeEmpty();
        Choose(request with { QuietHours = null }, [.. Choose(request).Events]).Events.ShouldNotBeEmpty();
    }

    [Fact]
    public void What_is_necessary_cannot_be_turned_off()
    {
        var refusal = Choose(Usual with { Kinds = Kinds((NotificationGroup.Bookings, false), (NotificationGroup.Surveys, false)) }).Refusal!;

        refusal.Problem.ShouldBe(CommonProblems.Invalid);
        Flaw.In(refusal).Keys.ShouldBe(["kinds.bookings"]);
    }

    [Fact]
    public void A_group_that_the_asker_does_not_know_stays_as_it_is()
    {
        object[] before = [new Unsubscribed(Asa, NotificationGroup.Surveys, Some.Now)];

        Choose(Usual, before).Events.ShouldBeEmpty();
        Choose(Usual with { Kinds = Kinds((NotificationGroup.Surveys, true)) }, before).Events
            .ShouldHaveSingleItem().ShouldBeOfType<PreferencesChosen>().Choice.Wants(NotificationGroup.Surveys).ShouldBeTrue();
    }

    [Fact]
    public void Who_unsubscribes_does_so_once_and_never_from_what_is_necessary()
    {
        var unsubscribed = Unsubscribe.Decide(After(), Asa, NotificationGroup.Surveys, Some.Now).Events;

        unsubscribed.ShouldBe([new Unsubscribed(Asa, NotificationGroup.Surveys, Some.Now)]);
        Unsubscribe.Decide(After([.. unsubscribed]), Asa, NotificationGroup.Surveys, Some.Now).Events.ShouldBeEmpty();
        Unsubscribe.Decide(After(), Asa, NotificationGroup.Changes, Some.Now).Refusal!.Problem.ShouldBe(PreferenceProblems.Necessary);
    }

    [Fact]
    public void What_is_forgotten_is_as_if_nobody_had_chosen()
    {
        var chosen = After(new PreferencesChosen(Asa, new Choice("en", TurnedOff: [NotificationGroup.Surveys]), Some.Now));

        var forgotten = chosen.Evolve(Preferences.Forget(chosen, Some.Now).Events.Single());

        forgotten.Choice.IsSame(new Choice()).ShouldBeTrue();
        Preferences.Forget(forgotten, Some.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void Each_group_has_a_name_in_both_languages()
    {
        foreach (var group in KindRules.ForPeople)
        {
            KindRules.LabelOf(group).Sv.ShouldNotBeNullOrEmpty();
            KindRules.LabelOf(group).En.ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void A_link_is_read_only_where_we_made_it()
    {
        var token = Links.TokenOf(Asa);

        Links.Read(token).ShouldBe(Asa);
        new PersonalLinks([.. Enumerable.Repeat((byte)1, 32)]).Read(token).ShouldBeNull("another key");
        Links.Read(Links.TokenOf(ContactId.New())[..22] + token[22..]).ShouldBeNull("another's signature");
        foreach (var forged in (string[])["", "x", token[..^1], token + "A", token[..22], new string('!', token.Length), new string('å', token.Length), $"{Asa}"])
        {
            Links.Read(forged).ShouldBeNull(forged);
        }
    }

    [Theory]
    [InlineData("/api/v1/preferences/{0}", "/api/v1/preferences/…")]
    [InlineData("/api/v1/preferences/{0}/unsubscribe/surveys", "/api/v1/preferences/…/unsubscribe/surveys")]
    public void A_link_is_left_out_of_traces(string address, string shown)
    {
        using var activity = new Activity("GET").SetTag("url.path", string.Format(System.Globalization.CultureInfo.InvariantCulture, address, Links.TokenOf(Asa)));

        new HideLinkTokens().OnEnd(activity);

        activity.GetTagItem("url.path").ShouldBe(shown);
    }

    [Fact]
    public void Each_letter_leads_to_the_preferences_and_only_what_is_not_necessary_is_ended_by_one_click()
    {
        var (activity, preferences) = (Some.Activity(), $"https://festival.example/api/v1/preferences/{Links.TokenOf(Asa)}");
        var registration = Some.Registration(activity.Id);
        var survey = new SurveyContent(NotificationKind.Survey, activity.Id, new SurveyLink(registration.Id, "abc.def", Some.Now));

        var confirmation = Mail(Some.Requested(NotificationKind.Confirmation, registration));
        var question = Mail(Some.Requested(Recipient.Of(registration.Contact), survey));

        foreach (var mail in (MimeMessage[])[confirmation, question])
        {
            mail.TextBody!.ShouldContain($"Välj vad du får och hur: {preferences}\n");
            mail.HtmlBody!.ShouldContain($"<a href=\"{preferences}\">Välj vad du får och hur</a>");
        }

        question.Headers[HeaderId.ListUnsubscribe].ShouldBe($"<{preferences}/unsubscribe/surveys>");
        question.Headers[HeaderId.ListUnsubscribePost].ShouldBe("List-Unsubscribe=One-Click");
        confirmation.Headers.Contains(HeaderId.ListUnsubscribe).ShouldBeFalse();
        confirmation.Headers.Contains(HeaderId.ListUnsubscribePost).ShouldBeFalse();

        MimeMessage Mail(Requested requested)
        {
            var sender = new Sender("Business Focus", "no-reply@businessfocus.example", new Uri("https://festival.example"), Links);
            var written = new MessageRenderer(new Templates(NullLogger<Templates>.Instance), sender).Write(
                Some.Notification(requested), new Dictionary<ActivityId, ReadModels.KnownActivity> { [activity.Id] = Some.Known(activity) }, new Dictionary<Guid, CalendarEntry>(), Some.Now);
            using var wire = new MemoryStream();
            MimeMessages.Message(written.RenderedMessage, sender).WriteTo(wire);
            wire.Position = 0;
            return MimeMessage.Load(wire);
        }
    }

    [Fact]
    public void A_channel_that_has_no_field_of_its_own_is_chosen_by_its_name_and_stays_where_it_is_left_out()
    {
        var paged = Usual with { Channels = Usual.Channels with { Others = new Dictionary<string, bool> { ["pager"] = true } } };
        var unpaged = Usual with { Channels = Usual.Channels with { Others = new Dictionary<string, bool> { ["pager"] = false } } };
        object[] chosen = [.. Choose(paged).Events];

        After(chosen).Choice.WantsBy("pager").ShouldBeTrue();
        PreferencesView.Of(After(chosen).Choice, [EmailChannel.OwnRules, Pager]).Channels.Others.ShouldBe(new Dictionary<string, bool> { ["pager"] = true });
        PreferencesView.Of(new Choice(), [EmailChannel.OwnRules]).Channels.Others.ShouldBeNull("there is none");
        Choose(Usual, chosen).Events.ShouldBeEmpty("who does not know the channel says nothing of it");
        After([.. chosen, .. Choose(unpaged, chosen).Events]).Choice.IsSame(new Choice()).ShouldBeTrue();
    }

    [Fact]
    public void A_channel_that_the_service_does_not_have_is_refused()
    {
        var refusal = Choose(Usual with { Channels = Usual.Channels with { Others = new Dictionary<string, bool> { ["fax"] = true } } }).Refusal!;

        Flaw.In(refusal).Keys.ShouldBe(["channels.others.fax"]);
    }

    private static Decision Choose(ChoosePreferences.Request request, params object[] before) =>
        ChoosePreferences.Decide(After(before), Asa, request, [EmailChannel.OwnRules, Pager], Some.Now);

    private static Preferences After(params object[] events) => States.After<Preferences>(events);

    private static Dictionary<NotificationGroup, ChoosePreferences.Kind> Kinds(params (NotificationGroup Group, bool Wanted)[] kinds) =>
        kinds.ToDictionary(kind => kind.Group, kind => new ChoosePreferences.Kind(kind.Wanted));
}
