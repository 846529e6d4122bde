using System.Text;
using BusinessFocus.Hosting.Http;
using BusinessFocus.ServiceDefaults.Idempotency;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Configuration;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Http;

/// <summary>What opens something is in no stored answer: a repeat gets one that was made again.</summary>
public sealed class CredentialsInAnswers(Echo echo)
{
    [Fact]
    public async Task What_opens_something_is_made_again_and_the_rest_is_as_it_was()
    {
        var key = Guid.NewGuid().ToString();
        var keys = new IdempotencyKeys(
            context =>
            {
                context.Response.StatusCode = StatusCodes.Status201Created;
                return context.Response.WriteAsJsonAsync(new { items = new object[] { new { id = 7, token = "stored" }, new { id = 8 } }, token = "" });
            },
            new ConfigurationBuilder().Build(),
            TimeProvider.System);

        (await AnswerAsync()).ShouldBe("""{"items":[{"id":7,"token":"stored"},{"id":8}],"token":""}""");
        (await AnswerAsync()).ShouldBe("""{"items":[{"id":7,"token":"made for 7"},{"id":8}],"token":""}""");

        async Task<string> AnswerAsync()
        {
            var context = new DefaultHttpContext
            {
                RequestServices = echo.Service.Services,
                Request = { Method = HttpMethods.Post, Path = "/asked", Headers = { [IdempotencyKeyHeader.Name] = key } },
                Response = { Body = new MemoryStream() },
            };
            context.SetEndpoint(Endpoint());
            await keys.InvokeAsync(context);
            return Encoding.UTF8.GetString(((MemoryStream)context.Response.Body).ToArray());
        }
    }

    private static Endpoint Endpoint()
    {
        var app = WebApplication.CreateBuilder().Build();
        app.MapPost("/asked", () => { })
            .AnswersWithCredentials(new Credential("token", (@object, _) => ValueTask.FromResult($"made for {@object["id"]}")));
        return ((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints).Single();
    }
}
