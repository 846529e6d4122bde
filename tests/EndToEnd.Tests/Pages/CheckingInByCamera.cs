using System.Net;
using System.Text;
using Microsoft.Playwright;
using Shouldly;
using Xunit;

namespace BusinessFocus.EndToEnd.Tests.Pages;

/// <summary>A ticket is held before the camera: a film of the real one, which Chromium takes for a camera.</summary>
[Collection(nameof(InBrowser))]
public sealed class CheckingInByCamera(Festival festival, Browser browser)
{
    private const int Width = 640;
    private const int Height = 480;

    [Fact]
    public async Task A_ticket_before_the_camera_lets_its_owner_in_once()
    {
        var activity = await AtTheDoor.ActivityAsync(festival, "dorr-kamera");
        var guest = await AtTheDoor.GuestAsync(festival, activity, "Kim Kamera");
        var drawn = await browser.OpenAsync(withScript: true);
        var film = Path.Combine(Directory.CreateTempSubdirectory("film").FullName, "ticket.y4m");
        await File.WriteAllBytesAsync(
            film, FilmOf(await PictureAsync(drawn, await festival.Organiser.GetStringAsync($"/api/v1/registrations/{guest.Text("id")}/ticket.svg"))));

        using var playwright = await Playwright.CreateAsync();
        await using var chromium = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = "/usr/bin/chromium",
            Args = ["--no-sandbox", "--disable-gpu", "--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}"],
        });
        var page = await chromium.NewPageAsync(new() { BaseURL = browser.Address, Locale = "sv-SE", ViewportSize = new() { Width = Browser.Phone, Height = 844 } });
        page.SetDefaultTimeout(120_000);
        await SignInAsync(page, activity);

        await page.GetByRole(AriaRole.Button, new() { Name = "Skanna med kameran" }).ClickAsync();
        await page.Locator("#door-outcome[data-outcome=in]", new() { HasText = "Kim Kamera" }).WaitForAsync();
        await page.GetByText("av 1 har kommit").WaitForAsync();
        (await AtTheDoor.CameAsync(festival, activity)).ShouldBe(1);

        await page.GetByRole(AriaRole.Button, new() { Name = "Stäng kameran" }).ClickAsync();
        (await page.Locator("video").CountAsync()).ShouldBe(0);
    }

    private async Task SignInAsync(IPage page, string activity)
    {
        var address = $"{Guid.NewGuid():N}@lerum.example";
        await festival.Organiser.PostAsync(
            "/api/v1/accounts", new { email = address, name = "Dora", grants = new[] { new { role = "frontDesk", doors = new[] { activity } } } }, HttpStatusCode.Created);
        await StaffMember.SignInAsync(festival, page, $"/dorr/{activity}?door=Norra", address);
    }

    /// <summary>How light each point is, as the browser draws it.</summary>
    private static async Task<byte[]> PictureAsync(IPage page, string svg) => Convert.FromBase64String(await page.EvaluateAsync<string>(
        """
        async ([svg, width, height]) => {
          const picture = new Image();
          picture.src = "data:image/svg+xml;base64," + btoa(svg);
          await picture.decode();
          const canvas = Object.assign(document.createElement("canvas"), { width, height });
          const context = canvas.getContext("2d");
          context.fillStyle = "#fff";
          context.fillRect(0, 0, width, height);
          context.drawImage(picture, 120, 40, 400, 400);
          const { data } = context.getImageData(0, 0, width, height);
          let light = "";
          for (let i = 0; i < data.length; i += 4) light += String.fromCharCode(data[i]);
          return btoa(light);
        }
        """,
        new object[] { svg, Width, Height }));

    /// <summary>YUV4MPEG2: the same picture a few times, without colour. The browser begins again at its end.</summary>
    private static byte[] FilmOf(byte[] light)
    {
        var frame = Encoding.ASCII.GetBytes("FRAME\n").Concat(light).Concat(Enumerable.Repeat((byte)128, Width * Height / 2)).ToArray();
        return [.. Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"), .. frame, .. frame, .. frame];
    }
}
