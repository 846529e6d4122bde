using System.Net;
using System.Text;
using BusinessFocus.Client;
using BusinessFocus.Client.Generated.Models;
using BusinessFocus.Web.Associations;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;
using Shouldly;
using Xunit;

namespace BusinessFocus.Web.Tests.Associations;

/// <summary>What becomes of a spreadsheet between sending and saying yes.</summary>
public sealed class SendingAList
{
    private static readonly IReadOnlyDictionary<string, string> Kept = new Dictionary<string, string> { ["Kundnr"] = "organisationNumber", ["Kund"] = "name" };

    [Fact]
    public void What_a_header_means_is_kept_beside_what_was_said_before_and_can_be_taken_back()
    {
        var columns = Kept.With(Form(("header.Kontakt-post", "email"), ("header.Kund", ""), ("header.Kommentar", "nonsense"), ("key", "x")));

        columns.ShouldBe(new Dictionary<string, string> { ["Kundnr"] = "organisationNumber", ["Kontakt-post"] = "email" }, ignoreOrder: true);
        ListColumns.Of(ListColumns.Request(columns)).ShouldBe(columns, ignoreOrder: true);
        ListColumns.Of(null).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(0, "", false)]
    [InlineData(1, "", true)]
    [InlineData(1, "true", false)]
    public void Nobody_leaves_the_list_without_a_yes(int removed, string typed, bool isAsked) =>
        (CheckList.FaultOf(new PushMembersAnswer { Removed = removed }, Form((CheckList.Removal, typed))) is not null).ShouldBe(isAsked);

    [Fact]
    public void How_many_there_were_is_known_from_what_becomes_of_them() =>
        SentList.Before(new PushMembersAnswer { Members = 200, Added = 1, Removed = 113, Unchanged = 199 }).ShouldBe(312);

    [Fact]
    public void A_file_is_its_associations_alone_and_is_forgotten_after_an_hour()
    {
        var clock = new Clock();
        using var lists = new SentLists(clock);
        var list = Sent("foretagarna", clock.Now);
        lists.Keep(list);

        lists.Find(list.Id, "foretagarna").ShouldBe(list);
        lists.Find(list.Id, "naringsliv").ShouldBeNull();
        lists.Keep(list with { Done = new PushMembersAnswer() });
        lists.Find(list.Id, "foretagarna")!.Done.ShouldNotBeNull();
        clock.Now += TimeSpan.FromHours(1);
        lists.Find(list.Id, "foretagarna").ShouldBeNull();
    }

    [Fact]
    public void Where_there_are_too_many_the_oldest_leave()
    {
        var clock = new Clock();
        using var lists = new SentLists(clock);
        var all = Enumerable.Range(0, 6).Select(minute => Sent("foretagarna", clock.Now.AddMinutes(minute), 20 * 1024 * 1024)).ToList();

        all.ForEach(lists.Keep);

        all.Select(list => lists.Find(list.Id, "foretagarna") is not null).ShouldBe([false, true, true, true, true, true]);
    }

    [Fact]
    public async Task A_file_goes_as_it_is_in_place_of_rows_and_a_missing_column_tells_the_headers()
    {
        using var interfaces = new Answering("""
            {"type":"urn:businessfocus:problem:invalid","title":"Fel","status":400,"errors":{"name":["Kolumnen saknas."]},"headers":["Kundnr","Kund","Kund",""]}
            """);
        using var client = BusinessFocusClient.Connect(new Uri("http://festival.example"), new ClientOptions { Transport = interfaces });
        using var file = new MemoryStream(Encoding.UTF8.GetBytes("Kundnr;Kund\n1;Ett"));

        var refused = await Should.ThrowAsync<ProblemException>(() => client.SendFileAsync(
            client.V1.Associations["foretagarna"].Members.ToPutRequestInformation([], ask => ask.QueryParameters.DryRun = true),
            file, "text/csv", PushMembersAnswer.CreateFromDiscriminatorValue, TestContext.Current.CancellationToken));

        interfaces.Asked.ShouldBe(("PUT", "/api/v1/associations/foretagarna/members?dryRun=true", "text/csv", "Kundnr;Kund\n1;Ett"));
        var missing = MissingColumns.Of(refused).ShouldNotBeNull();
        missing.Needed.ShouldBe(["name"]);
        missing.Headers.ShouldBe(["Kundnr", "Kund"]);
    }

    private static SentList Sent(string association, DateTimeOffset at, int bytes = 1) => new(Guid.NewGuid(), association, "lista.csv", new byte[bytes], true, at);

    private static FormCollection Form(params (string Name, string Value)[] fields) =>
        new(fields.ToDictionary(field => field.Name, field => new StringValues(field.Value)));

    private sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = Some.Now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    private sealed class Answering(string problem) : HttpMessageHandler
    {
        public (string Method, string Address, string? Type, string Body) Asked { get; private set; }

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked = (request.Method.Method, request.RequestUri!.PathAndQuery, request.Content!.Headers.ContentType?.MediaType, await request.Content.ReadAsStringAsync(cancellationToken));
            return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent(problem, Encoding.UTF8, "application/problem+json") };
        }
    }
}
