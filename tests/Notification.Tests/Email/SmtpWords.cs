using System.Net.Sockets;
using BusinessFocus.Notifications.Delivery;
using BusinessFocus.Notifications.Email;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Shouldly;
using Xunit;

namespace BusinessFocus.Notifications.Tests.Email;

/// <summary>What a mail server means by its words.</summary>
public sealed class SmtpWords
{
    [Theory]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 450, "Greylisted", DeliveryOutcome.TryLater)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 452, "4.2.2 Mailbox full", DeliveryOutcome.TryLater)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 550, "No such user", DeliveryOutcome.Unreachable)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 550, "5.1.1 No such user", DeliveryOutcome.Unreachable)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 550, "5.2.1 Mailbox disabled", DeliveryOutcome.Unreachable)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 550, "5.7.1 Not from you", DeliveryOutcome.Refused)]
    [InlineData(SmtpErrorCode.RecipientNotAccepted, 552, "5.2.2 Mailbox full", DeliveryOutcome.Refused)]
    [InlineData(SmtpErrorCode.MessageNotAccepted, 554, "Looks like spam", DeliveryOutcome.Refused)]
    [InlineData(SmtpErrorCode.MessageNotAccepted, 550, "No such user", DeliveryOutcome.Unreachable)]
    [InlineData(SmtpErrorCode.MessageNotAccepted, 451, "Try again", DeliveryOutcome.TryLater)]
    [InlineData(SmtpErrorCode.SenderNotAccepted, 550, "Who are you", DeliveryOutcome.Unavailable)]
    [InlineData(SmtpErrorCode.UnexpectedStatusCode, 421, "Closing down", DeliveryOutcome.Unavailable)]
    public void An_answer_is_about_the_letter_the_address_or_the_server(SmtpErrorCode error, int status, string text, DeliveryOutcome expected) =>
        SmtpAnswers.Of(new SmtpCommandException(error, (SmtpStatusCode)status, new MailboxAddress("", "a@b.example"), text))!.Kind.ShouldBe(expected);

    [Fact]
    public void A_server_that_cannot_be_reached_or_does_not_know_us_is_unavailable()
    {
        foreach (var failure in (Exception[])[new SocketException(), new IOException(), new SmtpProtocolException("cut off"), new AuthenticationException("wrong password")])
        {
            SmtpAnswers.Of(failure)!.Kind.ShouldBe(DeliveryOutcome.Unavailable);
        }
    }

    [Fact]
    public void What_is_not_the_servers_doing_has_no_answer() => SmtpAnswers.Of(new InvalidOperationException()).ShouldBeNull();

    [Theory]
    [InlineData("550 5.1.1 <asa@foretag.example>: Recipient unknown", "550 5.1.1 …: Recipient unknown")]
    [InlineData("550 asa@foretag.example\r\nunknown", "550 … unknown")]
    [InlineData("250 OK", "250 OK")]
    [InlineData("250 \0OK\t\u0007", "250 OK")]
    public void Its_words_are_kept_without_the_address(string words, string kept) => SmtpAnswers.Anonymous(words).ShouldBe(kept);
}
