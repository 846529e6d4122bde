using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;
using BusinessFocus.Contracts;
using BusinessFocus.Contracts.Notification;
using BusinessFocus.Contracts.Registration;
using BusinessFocus.Contracts.Scheduling;
using BusinessFocus.Domain.Times;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Hosting.Webhooks;
using BusinessFocus.Local.Infrastructure;
using BusinessFocus.Notifications.Content;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using BusinessFocus.Notifications.Lifecycle;
using BusinessFocus.Notifications.Requesting;
using BusinessFocus.Notifications.Summaries;
using BusinessFocus.Testing;
using Marten;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Delivery;

/// <summary>What becomes of a notification when its e-mail comes back: given what happened to it.</summary>
public sealed class What_comes_back
{
    private static readonly Requested Requested = Some.Requested(NotificationKind.Confirmation, Some.Registration(ActivityId.New()));
    private static readonly object[] HandedOver = [Requested, new Composed("Ämne", "Hej", Some.Now), new HandedOver(1, false, Some.Now)];
    private static readonly Accepted Accepted =
        new(Requested.NotificationId, Requested.Kind, "email", Requested.Recipient.ContactId, "250 OK", Some.Now);
    private static readonly Bounce Gone = new(Requested.NotificationId, DeliveryStatus.Undelivered, IsUnreachable: true, "5.1.1 unknown");

    [Fact]
    public void Given_an_accepted_one_it_bounced_and_the_address_is_unreachable()
    {
        var bounced = RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted]), Gone, Some.Now).Events.ShouldHaveSingleItem().ShouldBeOfType<Bounced>();
        (bounced.NotificationId, bounced.Reason, bounced.IsPermanent).ShouldBe((Requested.NotificationId, "5.1.1 unknown", true));

        var notification = Some.Notification([.. HandedOver, Accepted, bounced]);
        (notification.State, notification.Reason, notification.UnreachableAt, notification.IsFinal).ShouldBe((NotificationState.Bounced, "5.1.1 unknown", Some.Now, true));
        ResendNotification.Decide(notification, null).ShouldBeNull();
    }

    [Fact]
    public void Given_one_that_bounced_before_its_acceptance_was_recorded_it_stays_bounced()
    {
        var bounced = RecordBounce.Decide(Some.Notification(HandedOver), Gone, Some.Now).Events.Single();
        var notification = Some.Notification([.. HandedOver, bounced]);

        Deliver.Conclude(notification, DeliveryResult.Accepted("250 OK"), new RetryPolicy(TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(15), TimeSpan.FromDays(1)), 0, Some.Now)
            .Events.ShouldBeEmpty();
        Deliver.HandOver(notification, Some.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void When_it_is_told_again_or_nothing_is_said_or_the_person_is_forgotten_nothing_happens()
    {
        object[] bounced = [.. HandedOver, Accepted, RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted]), Gone, Some.Now).Events.Single()];
        RecordBounce.Decide(Some.Notification(bounced), Gone, Some.Now).Events.ShouldBeEmpty();
        RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted]), Gone with { DeliveryStatus = DeliveryStatus.Unsaid }, Some.Now).Events.ShouldBeEmpty();
        RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted, new RecipientErased(Some.Now)]), Gone, Some.Now).Events.ShouldBeEmpty();
    }

    [Fact]
    public void When_it_is_only_late_that_is_noted_once_and_it_may_still_come_back()
    {
        var late = Gone with { DeliveryStatus = DeliveryStatus.Late, IsUnreachable = false, Reason = "4.4.1 busy" };
        var delayed = RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted]), late, Some.Now).Events.ShouldHaveSingleItem().ShouldBeOfType<Delayed>();
        var notification = Some.Notification([.. HandedOver, Accepted, delayed]);

        (notification.State, notification.Reason).ShouldBe((NotificationState.Accepted, "4.4.1 busy"));
        RecordBounce.Decide(notification, late, Some.Now).Events.ShouldBeEmpty();
        var bounced = RecordBounce.Decide(notification, Gone, Some.Now).Events.ShouldHaveSingleItem();
        RecordBounce.Decide(Some.Notification([.. HandedOver, Accepted, delayed, bounced]), late, Some.Now).Events.ShouldBeEmpty("it is known to have failed");
    }

    [Theory]
    [InlineData("failed", "5.1.1", "smtp; 550 5.1.1 <asa@foretag.example>: User unknown", DeliveryStatus.Undelivered, true, "5.1.1 smtp; 550 5.1.1 …: User unknown")]
    [InlineData("Failed", "5.0.0", "smtp; 550 5.2.1 switched off", DeliveryStatus.Undelivered, true, "5.0.0 smtp; 550 5.2.1 switched off")]
    [InlineData("failed", "5.7.1", "smtp; 554 not from you", DeliveryStatus.Undelivered, false, "5.7.1 smtp; 554 not from you")]
    [InlineData("failed", "5.2.2", null, DeliveryStatus.Undelivered, false, "5.2.2")]
    [InlineData("failed", "4.4.7", "smtp; 451 4.2.2 full", DeliveryStatus.Undelivered, false, "4.4.7 smtp; 451 4.2.2 full")]
    [InlineData("delayed", "4.4.1", null, DeliveryStatus.Late, false, "4.4.1")]
    [InlineData("relayed", "2.0.0", null, DeliveryStatus.Unsaid, false, "2.0.0")]
    public async Task A_report_says_whether_it_failed_and_whether_that_is_about_the_address(
        string action, string status, string? words, DeliveryStatus fate, bool isUnreachable, string reason)
    {
        var id = new NotificationId(Guid.NewGuid());
        foreach (var headersOnly in (bool[])[true, false])
        {
            var read = await BounceReports.ReadAsync(new MemoryStream(Report($"<{id.Value:N}@businessfocus.example>", action, status, words, headersOnly)), CancellationToken.None);
            read.ShouldBe(new Bounce(id, fate, isUnreachable, reason));
        }
    }

    [Theory]
    [MemberData(nameof(RealReports))]
    public async Task Reports_as_servers_write_them_are_understood(string server, string report, DeliveryStatus fate, bool isUnreachable, string reason)
    {
        var read = await BounceReports.ReadAsync(new MemoryStream(Encoding.UTF8.GetBytes(report.ReplaceLineEndings("\r\n"))), CancellationToken.None);
        read.ShouldBe(new Bounce(new NotificationId(Guid.Parse("0190a5f2-7d3e-7c11-8a55-3f9d2b1c4e60")), fate, isUnreachable, reason), server);
    }

    public static TheoryData<string, string, DeliveryStatus, bool, string> RealReports => new()
    {
        {
            "Postfix gave up after five days",
            """
            Return-Path: <>
            Received: by mx.foretag.example (Postfix) id 4D1C21F; Sun,  6 Sep 2026 12:00:03 +0000 (UTC)
            Date: Sun,  6 Sep 2026 12:00:03 +0000 (UTC)
            From: MAILER-DAEMON@mx.foretag.example (Mail Delivery System)
            Subject: Undelivered Mail Returned to Sender
            To: no-reply@businessfocus.example
            Auto-Submitted: auto-replied
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
            	boundary="9B2F01E.1788696003/mx.foretag.example"
            Content-Transfer-Encoding: 8bit
            Message-Id: <20260906120003.4D1C21F@mx.foretag.example>

            This is a MIME-encapsulated message.

            --9B2F01E.1788696003/mx.foretag.example
            Content-Description: Notification
            Content-Type: text/plain; charset=utf-8
            Content-Transfer-Encoding: 8bit

            This is the mail system at host mx.foretag.example.

            <asa@foretag.example>: connect to mail.foretag.example[192.0.2.7]:25: Connection
                timed out

            --9B2F01E.1788696003/mx.foretag.example
            Content-Description: Delivery report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.foretag.example
            X-Postfix-Queue-ID: 9B2F01E
            X-Postfix-Sender: rfc822; no-reply@businessfocus.example
            Arrival-Date: Tue,  1 Sep 2026 12:00:00 +0000 (UTC)

            Final-Recipient: rfc822; asa@foretag.example
            Original-Recipient: rfc822;asa@foretag.example
            Action: failed
            Status: 4.4.1
            Diagnostic-Code: X-Postfix; connect to mail.foretag.example[192.0.2.7]:25:
                Connection timed out

            --9B2F01E.1788696003/mx.foretag.example
            Content-Description: Undelivered Message Headers
            Content-Type: text/rfc822-headers
            Content-Transfer-Encoding: 8bit

            Return-Path: <no-reply@businessfocus.example>
            Message-Id: <0190a5f27d3e7c118a553f9d2b1c4e60@businessfocus.example>
            From: Business Focus <no-reply@businessfocus.example>
            To: =?utf-8?Q?=C3=85sa?= <asa@foretag.example>
            Subject: =?utf-8?Q?Du_=C3=A4r_anm=C3=A4ld?=

            --9B2F01E.1788696003/mx.foretag.example--

            """,
            DeliveryStatus.Undelivered,
            false,
            "4.4.1 X-Postfix; connect to mail.foretag.example[192.0.2.7]:25:    Connection timed out"
        },
        {
            "Gmail still tries",
            """
            From: Mail Delivery Subsystem <mailer-daemon@googlemail.com>
            To: no-reply@businessfocus.example
            Auto-Submitted: auto-replied
            Subject: Delivery Status Notification (Delay)
            Content-Type: multipart/report; boundary="000000000000a1b2c3062d"; report-type=delivery-status
            MIME-Version: 1.0

            --000000000000a1b2c3062d
            Content-Type: multipart/related; boundary="000000000000a1b2d0062e"

            --000000000000a1b2d0062e
            Content-Type: text/plain; charset="UTF-8"

            There was a temporary problem delivering your message to asa@foretag.example. Gmail will retry for 46 more hours.

            --000000000000a1b2d0062e--
            --000000000000a1b2c3062d
            Content-Type: message/delivery-status

            Reporting-MTA: dns; googlemail.com
            Received-From-MTA: dns; no-reply@businessfocus.example
            Arrival-Date: Tue, 01 Sep 2026 05:00:00 -0700 (PDT)
            X-Original-Message-ID: <0190a5f27d3e7c118a553f9d2b1c4e60@businessfocus.example>

            Final-Recipient: rfc822; asa@foretag.example
            Action: delayed
            Status: 4.4.1
            Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
            Last-Attempt-Date: Wed, 02 Sep 2026 07:12:00 -0700 (PDT)
            Will-Retry-Until: Fri, 04 Sep 2026 05:00:00 -0700 (PDT)

            --000000000000a1b2c3062d
            Content-Type: message/rfc822

            MIME-Version: 1.0
            Message-ID: <0190a5f27d3e7c118a553f9d2b1c4e60@businessfocus.example>
            From: Business Focus <no-reply@businessfocus.example>
            To: asa@foretag.example
            Subject: x
            Content-Type: text/plain

            ----- Message truncated -----

            --000000000000a1b2c3062d--

            """,
            DeliveryStatus.Late,
            false,
            "4.4.1 smtp; The recipient server did not accept our requests to connect."
        },
        {
            "Exchange does not know the recipient",
            """
            From: Microsoft Outlook <postmaster@foretag.example>
            To: <no-reply@businessfocus.example>
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status;
             boundary="0c7e4b41-35a7-4c2d-9d51-6ea2a1b3f0d2"
            Message-ID: <5b2c1c9e-1@foretag.example>
            Subject: Undeliverable: x
            Auto-Submitted: auto-replied

            --0c7e4b41-35a7-4c2d-9d51-6ea2a1b3f0d2
            Content-Type: text/plain; charset="us-ascii"

            Your message to asa@foretag.example couldn't be delivered.

            --0c7e4b41-35a7-4c2d-9d51-6ea2a1b3f0d2
            Content-Type: message/delivery-status

            Reporting-MTA: dns;GV1P280MB0001.SWEP280.PROD.OUTLOOK.COM
            Received-From-MTA: dns;GVYP280CU001.outbound.protection.outlook.com
            Arrival-Date: Tue, 1 Sep 2026 12:00:01 +0000

            Final-Recipient: rfc822;asa@foretag.example
            Action: failed
            Status: 5.1.10
            Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient asa@foretag.example not found by SMTP address lookup

            --0c7e4b41-35a7-4c2d-9d51-6ea2a1b3f0d2
            Content-Type: message/rfc822

            Message-ID: <0190a5f27d3e7c118a553f9d2b1c4e60@businessfocus.example>
            From: Business Focus <no-reply@businessfocus.example>
            Subject: x

            --0c7e4b41-35a7-4c2d-9d51-6ea2a1b3f0d2--

            """,
            DeliveryStatus.Undelivered,
            true,
            "5.1.10 smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient … not found by SMTP address lookup"
        },
    };

    [Fact]
    public async Task What_is_no_report_or_about_nothing_of_ours_is_told_apart()
    {
        (await BounceReports.ReadAsync(new MemoryStream("Subject: Semester\r\n\r\nJag är på semester."u8.ToArray()), CancellationToken.None)).ShouldBeNull();
        (await BounceReports.ReadAsync(new MemoryStream(), CancellationToken.None)).ShouldBeNull();
        (await BounceReports.ReadAsync(new MemoryStream(Report("<whatever@elsewhere.example>")), CancellationToken.None))!.NotificationId.ShouldBeNull();
    }

    /// <summary>As a mail server writes it.</summary>
    internal static byte[] Report(string messageId, string action = "failed", string status = "5.1.1", string? words = null, bool headersOnly = false) =>
        Encoding.UTF8.GetBytes($"""
            From: Mail Delivery System <MAILER-DAEMON@mx.foretag.example>
            To: no-reply@businessfocus.example
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="b"

            --b
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --b
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mx.foretag.example
            Arrival-Date: Tue,  1 Sep 2026 12:00:00 +0000 (UTC)

            Final-Recipient: rfc822; asa@foretag.example
            Action: {action}
            Status: {status}
            {(words is null ? "Remote-MTA: dns; mx.foretag.example" : $"Diagnostic-Code: {words}")}

            --b
            Content-Type: {(headersOnly ? "text/rfc822-headers" : "message/rfc822")}

            Message-ID: {messageId}
            From: no-reply@businessfocus.example
            Subject: x

            --b--

            """.ReplaceLineEndings("\r\n"));
}

/// <summary>The same on the way that it comes, and what organisers see of those whom nothing reaches.</summary>
public sealed class Bouncing(SharedService shared)
{
    private static readonly byte[] Secret = Encoding.UTF8.GetBytes("a secret that both know");
    internal static readonly Dictionary<string, string?> WithSecret = new() { ["Notification:BounceSecret"] = $"whsec_{Convert.ToBase64String(Secret)}" };

    [Fact]
    public async Task A_report_of_a_mail_server_makes_the_notification_bounce_once()
    {
        await using var service = await NotificationService.StartAsync(settings: WithSecret);
        await ConfirmAsync(service, Some.Contact());
        var messageId = (await service.MailAsync("asa@foretag.example")).MessageId!;
        await service.NotificationAsync(NotificationState.Accepted);

        var report = What_comes_back.Report($"<{messageId}>", words: "smtp; 550 5.1.1 <asa@foretag.example> unknown");
        (await PostAsync(service, report, "message/rfc822")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await PostAsync(service, report, "message/rfc822")).StatusCode.ShouldBe(HttpStatusCode.NoContent);

        var bounced = await service.NotificationAsync(NotificationState.Bounced);
        var unreachable = await service.Bus.NextAsync<RecipientUnreachable>();
        (unreachable.ContactId, unreachable.Reason).ShouldBe((Some.Contact().Id, "5.1.1 smtp; 550 5.1.1 … unknown"));
        (await service.Bus.NextAsync<NotificationFailed>()).NotificationId.Value.ShouldBe(bounced.Id);
        bounced.Version.ShouldBe(5);
        var details = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonObject>($"/api/v1/notifications/{bounced.Id}");
        details!["state"]!.GetValue<string>().ShouldBe("bounced");
        details["course"]!.AsArray().Last()!["what"]!.GetValue<string>().ShouldBe("bounced");

        await using var session = service.Service.Store.LightweightSession();
        var day = await new DayCount(session, StoredEvents.All).OfAsync(Stockholm.DayOf(bounced.RequestedAt), TestContext.Current.CancellationToken);
        (day.Undelivered(), day.Unreachable).ShouldBe((1, 1), "the summary counts a bounce as the metrics do");
    }

    [Fact]
    public async Task A_providers_word_counts_too_and_what_is_only_late_is_shown_and_changes_nothing()
    {
        await using var service = await shared.ForOneTestAsync();
        await ConfirmAsync(service, service.Contact());
        var messageId = (await service.MailAsync(service.At("asa"))).MessageId!;
        await service.NotificationAsync(NotificationState.Accepted);

        for (var times = 0; times < 2; times++)
        {
            (await PostAsync(service, new { messageId, isPermanent = false, reason = "4.2.2 asa@foretag.example is full" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var late = await service.NotificationAsync(NotificationState.Accepted);
        var shown = await service.Service.As(Roles.Organiser).GetFromJsonAsync<JsonObject>($"/api/v1/notifications/{late.Id}");
        shown!["course"]!.AsArray().Select(step => step!["what"]!.GetValue<string>()).ShouldBe(["requested", "composed", "handedOver", "accepted", "delayed"]);
        (shown["state"]!.GetValue<string>(), shown["reason"]!.GetValue<string>()).ShouldBe(("accepted", "4.2.2 … is full"));
        (await PostAsync(service, new { messageId, isPermanent = true, reason = "asa@foretag.example is gone" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await service.NotificationAsync(NotificationState.Bounced)).Reason.ShouldBe("… is gone");
    }

    [Fact]
    public async Task Nobody_without_the_secret_is_listened_to()
    {
        await using var service = await shared.ForOneTestAsync();
        var body = JsonContent.Create(new { messageId = $"{Guid.NewGuid():N}@businessfocus.example", isPermanent = true });
        var unsigned = await service.Service.Http.PostAsync("/api/v1/bounces/email", body);
        unsigned.Headers.WwwAuthenticate.ToString().ShouldBe("Webhook-Signature");
        (await ProblemAsync(unsigned)).ShouldBe("401 webhook-not-signed");
        (await ProblemAsync(await PostAsync(service, new { messageId = "x", isPermanent = true }, secret: [1, 2, 3]))).ShouldBe("401 webhook-not-signed");
        (await ProblemAsync(await PostAsync(service, new { messageId = "x", isPermanent = true }, age: TimeSpan.FromMinutes(6)))).ShouldBe("401 webhook-not-signed");
    }

    [Fact]
    public async Task Where_there_is_no_secret_nothing_is_received()
    {
        await using var service = await NotificationService.StartAsync();
        (await ProblemAsync(await PostAsync(service, new { messageId = "x", isPermanent = true }))).ShouldBe("404 webhook-not-received");
    }

    [Fact]
    public async Task What_is_unknown_or_cannot_be_read_is_said()
    {
        await using var service = await shared.ForOneTestAsync();
        (await ProblemAsync(await PostAsync(service, new { messageId = $"{Guid.NewGuid():N}@businessfocus.example", isPermanent = true }))).ShouldBe("404 not-found");
        (await ProblemAsync(await PostAsync(service, new { messageId = "whatever", isPermanent = true }))).ShouldBe("404 not-found");
        (await ProblemAsync(await PostAsync(service, new { messageId = "", isPermanent = true }))).ShouldBe("400 invalid");
        (await ProblemAsync(await PostAsync(service, new { isPermanent = true }))).ShouldBe("400 invalid");
        (await ProblemAsync(await PostAsync(service, """{"messageId":"whatever","isPermanent":true}"""u8.ToArray(), "application/json; charset="))).ShouldBe("404 not-found");
        (await ProblemAsync(await PostAsync(service, "{"u8.ToArray(), "application/json"))).ShouldBe("400 invalid");
        (await ProblemAsync(await PostAsync(service, [], "application/json"))).ShouldBe("400 invalid");
        (await ProblemAsync(await PostAsync(service, "Subject: Semester\r\n\r\nHej"u8.ToArray(), "message/rfc822"))).ShouldBe("400 invalid");
        (await ProblemAsync(await PostAsync(service, "x"u8.ToArray(), "text/plain"))).ShouldBe("415 unsupported-media-type");
    }

    [Fact]
    public async Task After_three_in_a_row_organisers_see_whom_nothing_reaches()
    {
        var isGone = true;
        await using var service = await NotificationService.StartAsync(
            refuse: address => address.StartsWith("gone", StringComparison.Ordinal) && isGone ? new SmtpReply(550, "5.1.1 unknown") : null);
        var organiser = service.Service.As(Roles.Organiser);
        (await service.Service.As(Roles.Operator).GetAsync("/api/v1/recipients/unreachable")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var (gone, another, erased) = (Some.Contact(email: "gone1@foretag.example"), Some.Contact("Bo Ek", "gone2@foretag.example"), Some.Contact(email: "gone3@foretag.example"));
        await ConfirmAsync(service, gone, gone, another, another, another, another, erased, erased, erased, Some.Contact());
        await service.QuietAsync();
        await service.Bus.PublishAsync(new ContactErased(erased.Id, [], Some.Now), null);
        await Eventually.TrueAsync(async () =>
        {
            await using var session = service.Service.Store.QuerySession();
            return (await session.Query<Notification>().Where(notification => notification.ContactId == erased.Id).ToListAsync()).All(notification => notification.IsErased);
        });

        var seen = (await ListAsync(organiser, "")).ShouldHaveSingleItem()!;
        seen["contactId"]!.GetValue<Guid>().ShouldBe(another.Id.Value);
        (seen["channel"]!.GetValue<string>(), seen["name"]!.GetValue<string>(), seen["address"]!.GetValue<string>())
            .ShouldBe(("email", "Bo Ek", "gone2@foretag.example"));
        (seen["notifications"]!.GetValue<int>(), seen["lastReason"]!.GetValue<string>()).ShouldBe((4, "550 5.1.1 unknown"));

        await ConfirmAsync(service, gone);
        await service.QuietAsync();
        (await ListAsync(organiser, "?limit=1")).ShouldHaveSingleItem()!["contactId"]!.GetValue<Guid>().ShouldBe(gone.Id.Value, "the third");
        var next = (await organiser.GetFromJsonAsync<JsonObject>("/api/v1/recipients/unreachable?limit=1"))!["next"]!.GetValue<string>();
        (await ListAsync(organiser, $"?limit=1&after={next}")).ShouldHaveSingleItem()!["contactId"]!.GetValue<Guid>().ShouldBe(another.Id.Value);
        (await organiser.GetAsync("/api/v1/recipients/unreachable?after=eHl6")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);

        // What is necessary is sent all the same; once it arrives, they count as reached.
        isGone = false;
        await ConfirmAsync(service, gone);
        await service.MailAsync(gone.Email);
        await service.QuietAsync();
        (await ListAsync(organiser, "")).ShouldHaveSingleItem()!["contactId"]!.GetValue<Guid>().ShouldBe(another.Id.Value);
    }

    private static async Task ConfirmAsync(NotificationService service, params Contact[] contacts)
    {
        foreach (var contact in contacts)
        {
            var activity = service.Activity();
            await service.PublishAsync(new ActivityReleased(activity));
            await service.PublishAsync(new RegistrationConfirmed(service.Registration(activity.Id, contact: contact)));
        }
    }

    private static async Task<JsonArray> ListAsync(HttpClient organiser, string query) =>
        (await organiser.GetFromJsonAsync<JsonObject>("/api/v1/recipients/unreachable" + query))!["items"]!.AsArray();

    private static Task<HttpResponseMessage> PostAsync(NotificationService service, object body, byte[]? secret = null, TimeSpan? age = null) =>
        PostAsync(service, System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(body), "application/json", secret, age);

    private static async Task<HttpResponseMessage> PostAsync(
        NotificationService service, byte[] body, string mediaType, byte[]? secret = null, TimeSpan? age = null)
    {
        var (id, at) = ($"msg_{Guid.NewGuid():N}", (DateTimeOffset.UtcNow - (age ?? TimeSpan.Zero)).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture));
        var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/v1/bounces/email")
        {
            Content = content,
            Headers =
            {
                { StandardWebhooks.IdHeader, id },
                { StandardWebhooks.TimestampHeader, at },
                { StandardWebhooks.SignatureHeader, StandardWebhooks.Sign(secret ?? Secret, id, at, body) },
            },
        };
        return await service.Service.Http.SendAsync(request);
    }

    private static async Task<string> ProblemAsync(HttpResponseMessage answer) =>
        $"{(int)answer.StatusCode} {(await answer.Content.ReadFromJsonAsync<JsonObject>())!["type"]!.GetValue<string>().Split(':')[^1]}";
}
