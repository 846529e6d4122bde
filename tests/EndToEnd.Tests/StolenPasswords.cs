using Npgsql;
using RabbitMQ.Client;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests;

/// <summary>
/// What the password of one service opens to whoever took it: that service's part of the database and of the broker. OWASP API8:2023,
/// security misconfiguration: one identity served everything, and a forged ContactErased erased a person.
/// </summary>
public sealed class StolenPasswords(Festival festival)
{
    [Fact]
    public async Task One_for_a_database_opens_no_other()
    {
        await using var own = await ConnectionAsync("feedback");
        await own.OpenAsync();

        foreach (var other in (string[])["registration", "postgres", "template1"])
        {
            await using var connection = await ConnectionAsync(other);
            (await Should.ThrowAsync<PostgresException>(() => connection.OpenAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, other);
        }

        async Task<NpgsqlConnection> ConnectionAsync(string database) => new(new NpgsqlConnectionStringBuilder(festival.Database(database))
        {
            Username = "feedback",
            Password = await SecretAsync("postgres-feedback-password"),
            Pooling = false,
        }.ConnectionString);
    }

    [Theory]
    [InlineData("BusinessFocus.Contracts.Registration:ContactErased")]
    [InlineData("notification-on-contact-erased")]
    [InlineData("")]
    public async Task One_for_the_broker_does_not_speak_for_another_service(string exchange)
    {
        var address = new UriBuilder(festival.Bus()) { UserName = "scheduling", Password = await SecretAsync("rabbitmq-scheduling-password") }.Uri;
        await using var connection = await new ConnectionFactory { Uri = address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        await using var channel = await connection.CreateChannelAsync(
            new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true));

        await Should.ThrowAsync<Exception>(() => channel.BasicPublishAsync(
            exchange, "notification-on-contact-erased", mandatory: true, new BasicProperties(), new byte[] { 1 }).AsTask());

        channel.CloseReason.ShouldNotBeNull().ReplyCode.ShouldBe((ushort)403, "ACCESS_REFUSED");
    }

    private Task<string> SecretAsync(string name) => File.ReadAllTextAsync(Path.Combine(festival.Data, "secrets", name));
}
