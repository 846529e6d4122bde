using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Domain.Texts;
using BusinessFocus.Manifest;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Rendering;
using BusinessFocus.Notifications.Templating;
using BusinessFocus.ServiceDefaults.Store;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Content;

/// <summary>What a notification says survives the store, whatever its kind.</summary>
public sealed class Contents
{
    private static readonly ISerializer Serializer = NewSerializer();

    public static TheoryData<NotificationKind> Kinds => [.. Enum.GetValues<NotificationKind>()];

    [Theory, MemberData(nameof(Kinds))]
    public void The_content_of_each_kind_is_stored_and_read_whole(NotificationKind kind)
    {
        foreach (var content in Of(kind))
        {
            var stored = Serializer.ToJson(StoredContent.Of(content));
            var read = Read(stored).As(kind);

            (read.GetType(), read.Kind).ShouldBe((content.GetType(), kind));
            Serializer.ToJson(StoredContent.Of(read)).ShouldBe(stored);
            // As objects too: a field that is not stored would be lost in both texts.
            Serializer.ToJson((object)read).ShouldBe(Serializer.ToJson((object)content));
        }
    }

    [Theory, MemberData(nameof(Kinds))]
    public void The_examples_hold_nothing_that_their_kind_does_not_have(NotificationKind kind)
    {
        foreach (var stored in Languages.All.SelectMany(language => Samples.Of(new TemplateKey(kind, language))).Select(sample => sample.Notification.Matter))
        {
            Serializer.ToJson(StoredContent.Of(stored.As(kind))).ShouldBe(Serializer.ToJson(stored));
        }
    }

    [Fact]
    public void There_is_a_kind_for_each_content_and_for_each_part_that_is_stored()
    {
        var all = Enum.GetValues<NotificationKind>().SelectMany(Of).ToList();

        all.Select(content => content.GetType()).Distinct().ShouldBe(
            typeof(NotificationContent).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(NotificationContent))),
            ignoreOrder: true);
        typeof(StoredContent).GetProperties()
            .Where(part => all.All(content => part.GetValue(StoredContent.Of(content)) is null))
            .ShouldBeEmpty();
    }

    /// <summary>The sample that is kept of the stored event has something in each part that there was when it was written.</summary>
    [Fact]
    public void What_was_stored_before_is_read_as_any_kind_and_no_part_of_it_is_lost()
    {
        var file = Path.Combine(Repository.Root, "tests", "Contracts.Tests", "Stored", "notification", "events", "requested.json");
        var written = JsonNode.Parse(File.ReadAllText(file))!["matter"]!.AsObject();
        var stored = Read(written.ToJsonString()) with { Capacity = 5, VisitNotice = VisitNotice.Of(Some.Visit(), decision: null), Delegation = DelegationNews.Changed, HostDay = new HostDay([], []), Chain = new BookedChain([], "own"), Invitation = new MemberInvitation("f", "F", EditionId.New(), null, new LocalizedText("T")) };
        HashSet<string> lost = [.. written.Select(part => part.Key)];
        foreach (var kind in Enum.GetValues<NotificationKind>())
        {
            foreach (var (name, part) in JsonNode.Parse(Serializer.ToJson(StoredContent.Of(stored.As(kind))))!.AsObject())
            {
                var isMadeOfOthers = name is "registrationId" or "activities";
                (isMadeOfOthers || written[name] is null || JsonNode.DeepEquals(part, written[name])).ShouldBeTrue($"{kind}: {name} was read as {part}");
                lost.Remove(name);
            }
        }

        lost.ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Kinds))]
    public void A_kind_without_what_it_needs_cannot_be_made(NotificationKind kind) =>
        Should.Throw<InvalidOperationException>(() => new StoredContent((ActivityId?)null).As(kind));

    [Fact]
    public void Content_of_another_kind_cannot_be_made() => Should.Throw<ArgumentOutOfRangeException>(() =>
        new SurveyContent(NotificationKind.Offer, ActivityId.New(), new SurveyLink(RegistrationId.New(), "t", Some.Now)));

    /// <summary>The examples of the kind, with what else there is at the time where there can be something.</summary>
    private static IEnumerable<NotificationContent> Of(NotificationKind kind) => Languages.All
        .SelectMany(language => Samples.Of(new TemplateKey(kind, language)))
        .Select(sample => sample.Notification.Content())
        .Select(content => content is SeatsContent seats ? seats with { AtTheSameTime = [ActivityId.New()] } : content);

    private static StoredContent Read(string json)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(json));
        return Serializer.FromJson<StoredContent>(stream);
    }

    /// <summary>As events are written.</summary>
    private static ISerializer NewSerializer()
    {
        var options = new StoreOptions();
        options.ConfigureEventStore();
        return options.Serializer();
    }
}
