namespace BusinessFocus.Web.Site.SignIn;

/// <summary>Identity's endpoint of tokens, by the gateway.</summary>
public sealed class TokenEndpoint(HttpClient http)
{
    /// <summary>Null where the session is over, or what somebody showed is no good any more.</summary>
    public async Task<GivenTokens?> RefreshAsync(string refreshToken, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "refresh_token",
            ["refresh_token"] = refreshToken,
            ["client_id"] = SignInSetup.ClientId,
        });
        using var answer = await http.PostAsync("/connect/token", form, cancellationToken);
        if (answer.StatusCode is System.Net.HttpStatusCode.BadRequest or System.Net.HttpStatusCode.Unauthorized)
        {
            return null;
        }

        answer.EnsureSuccessStatusCode();
        return await answer.Content.ReadFromJsonAsync<GivenTokens>(cancellationToken);
    }
}
