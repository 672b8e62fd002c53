#include "score/fingerprint.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "../support/channel.h"
#include "base/escape.h"

#define NAMES_MAX 24

static const struct {
	const char *tool;
	bool exact;
	enum counter q_row;
	const char *names[NAMES_MAX];
} marks[] = {
    {"iodine", true, COUNT_Q_RARE, {"z0piaA-Aaahhh-Drink-mal-ein-J\\228germeister-.t.example.net"}},
    {"iodine", true, COUNT_Q_RARE, {"vaaaakaq0dq.t.example.net"}},
    {"iodine", true, COUNT_Q_RARE,
	{"0ujzd\\197c\\200\\234i\\195\\252\\215\\192\\199\\243\\241\\196\\218\\199e\\242\\195g\\203"
	 "\\216i\\195hi\\238\\194\\216\\193f.t.example.net",
	    "0is0jd\\203h\\227f\\211\\201ih\\212\\235\\200e\\196g\\195\\214\\251c\\242\\228\\247i\\"
	    "246\\234\\226\\219\\211\\219\\198.t.example.net",
	    "0t5v2\\224\\197\\203\\253\\241\\209\\231\\207\\250\\241\\193\\197fh\\228\\231\\232\\25"
	    "1i\\246\\196\\199\\222\\248\\196\\195\\227h\\245\\224.t.example.net",
	    "0ywb3\\233\\209\\202\\251\\195\\215\\224\\204\\219\\238\\238\\251\\198\\209\\245\\239e"
	    "\\223\\205\\243e\\223\\241\\233\\236\\217\\207\\198\\210\\207.t.example.net",
	    "0ooa5j\\211\\221\\224\\188\\206\\241c\\235g\\228\\204\\253\\194\\246f\\238\\238\\239\\"
	    "238\\201\\249\\239\\195\\212\\196\\214\\244\\208\\202.t.example.net",
	    "paavdgaj.t.example.net", "paagxben.t.example.net", "paayjqwx.t.example.net"}},
    {"dns2tcp", true, COUNT_Q_TXT, {"AAAAAAAAAA.=auth.t.example.net"}},
    {"dns2tcp", true, COUNT_Q_TXT,
	{"HJ8eHH2fBA.t.example.net", "HJ8deeTFBA.t.example.net", "HJ8JGvVvBA.t.example.net",
	    "HJ8Qe1sKBA.t.example.net", "HJ8hBN88BA.t.example.net"}},
    {"dnstt", true, COUNT_Q_TXT,
	{"xjbtfqxkwovoa2zom7wbbr6qmw4w.t.example.net", "xjbtfqxkwovob2ogo6mvn6a6wfhy.t.example.net",
	    "xjbtfqxkwovoayl3vfz5zfkkibj5.t.example.net",
	    "xjbtfqxkwovoaywjibagi3mnbqns.t.example.net",
	    "xjbtfqxkwovoayq2idw52ijb4laj.t.example.net"}},
    {"OzymanDNS or sods", true, COUNT_Q_TXT,
	{"3437-2759.id-43729.down.t.example.net",
	    "lj6hdu6gdpmrcg4be4umr46pqm4i2hz4uep3enth.41937-261.id-1605.up.t.example.net"}},
    {"DNScapy", true, COUNT_Q_CNAME,
	{"5xJ8tpqXJQ4I9dOv8GZ4.0.b.2.10768.t.example.net",
	    "q1OKtbgZVaMWUFuXBVjd.0.b.2.46181.t.example.net", "0.d.2.17823.t.example.net",
	    "d.e.2.3870.t.example.net", "c.2.29838.t.example.net", "d.e.2.41300.t.example.net",
	    "0.d.2.33800.t.example.net", "d.e.2.13117.t.example.net", "c.2.43696.t.example.net"}},
    {"tuns", true, COUNT_Q_CNAME,
	{"dIUAABKZYSPSC5LKR4AQXVUPCTNWLAVYF6RMPAFQFJZCZBTTOFJYU7JSJC.t.example.net",
	    "dIUAAAVA3IBOFBCIXGY4DBP7QA5EFE6QEQPNO57YE6SCMEJVQTIA6D7RGN.t.example.net"}},
    {"raw octets in labels (Heyoka and others)", false, COUNT_Q_A,
	{"\\253\\202\\201\\246\\247\\247\\158\\179\\207\\149\\249\\132\\202\\245\\147\\243\\196\\22"
	 "7\\181\\181\\147\\151\\164\\195\\220\\161\\199\\156\\221\\187.t.example.net",
	    "\\255\\252\\228\\134\\168\\128\\253\\243\\231\\205\\164\\234\\216\\224\\208\\158\\212"
	    "\\128\\211\\214\\229\\158\\178\\131\\202\\192\\223\\144\\228\\227.t.example.net",
	    "\\147\\220\\237\\198\\140\\199\\154\\141\\201\\166\\191\\196\\239\\208\\176\\223\\237"
	    "\\135\\230\\180\\148\\140\\233\\243\\163\\201\\252\\140\\160\\171.t.example.net",
	    "\\248\\234\\215\\200\\204\\193\\194\\231\\189\\205\\251\\228\\158\\170\\169\\147\\181"
	    "\\255\\184\\243\\213\\243\\237\\163\\177\\190\\151\\172\\215\\151.t.example.net"}},
    {"slipstream", false, COUNT_Q_TXT,
	{"UPXQMB2Y2NYRVD7RXINF.RPYZ43TBIC367AEZ54PGOJJG5FCAIOCTIQ3HGETMYQOAAT5RUP6PPB2TD."
	 "BM72FQO3XO7CV2XZMASEN7MTMO5OQSG7LO72DJZDNBJ2DDLZ4UHFKVML5.t.example.net",
	    "CTYXV4KGAFRFW2HNYWT3.FD6MX4MUX6B2PZCYC5EDQMEVXRVCQURTAEBOG65YQ37I7LATJPUU5XFMZ."
	    "KP2EC6UK3GEQFNG274LOI25PHSSRRXQQM4PLPPJSMUEZQPOG5CGA6O4XC.t.example.net",
	    "SOHDMMEXL4QAGWNCXVJC.NQCNAU2XLTENC76E2GZJFKZR2ST2DTW22BXMZZNA3K3HFZX5KIADJZFXK."
	    "JWSKKEGY7MTIC6UDYFKOZM6LNCZKYWHJPMCCUHY5T2TP3YX44LBA75P45.t.example.net",
	    "L6ZGEIW3XF4CCIFUFDYI.BEHMI7SKOEWQKUR5JQ6NQPUXCMLZKRUYKQHDX4GQZXQYXJXVF4OLDSQTU."
	    "ACOJS32XDI7OCBDAWTGWO2TINX6KIAPJ4GEJRZQADW47PKACDBZLPKDGA.t.example.net",
	    "MJ2M2LTETD6AY35F4LOG.QOCHVQDR3QSNFAKQPMKUMYVPY66AB3OTNZEKJCBHGKWJBBCICECEXMEYG."
	    "PNNHCCFS6GIGNSUV3QBWQSDXU6SB2B3GW6DNFSK3AMSDAW7G7L7WQKSNO.t.example.net",
	    "7KHF7GUWGZZF3BXNTQ3K.YO5ICWUJ4UK54QOIV5PMRTJJPUWKPUMQGKGMYJJTT3RMGGRNY5CAZ3OS5."
	    "BJQZAP32OOLH53UQG2PZKQ365B2LUAY7GCQNKMWG5N6BXV25NLZHWDQRY.t.example.net"}},
    {"dnscat2", true, COUNT_Q_TXT, {"dnscat.c10201a180ddb8379c7ce65426f74bde94"}},
    {"dnscat2", true, COUNT_Q_MX,
	{"fb7801b8d3c8d5f08b79affd2b49c12a4b.t.example.net",
	    "006201b8d3983475eb46c5296f62e338d7.t.example.net",
	    "4ff101b8d3fe4f7f505aef9ebdd25b001a.t.example.net",
	    "3ff401b8d316d4a3baf69dad8199bfca8b.t.example.net",
	    "6f3a01b8d36a9421cc1c93016f1c4261e5.t.example.net",
	    "351d01b8d330b49895d1a0d1f13dce20c4.t.example.net"}},
    {"Cobalt Strike", true, COUNT_Q_TXT, {"aaa.stage.123456.t.example.net"}},
    {"Cobalt Strike", true, COUNT_Q_TXT,
	{"aaa.stage.15914547.t.example.net", "baa.stage.15914547.t.example.net",
	    "caa.stage.15914547.t.example.net"}},
    {"Cobalt Strike", true, COUNT_Q_TXT,
	{"api.03dd750ef.19997cf2.t.example.net", "api.13dd750ef.19997cf2.t.example.net",
	    "post.1270.0479c52e5.19997cf2.t.example.net"}},
    {"Pupy or Decoy Dog", true, COUNT_Q_A,
	{"5pjtikq9.5fwe1b51aicd3llphzbpccmnptta9999.l3m2wsrls265xaq1cacr5bziy5pz5vhz.t.example.net",
	    "5pjtikq9.d1q2zyhqkvfdxokt1x1mlz3lvkkq9999.r3p1ub1nt2nx4qggyb25peiausditwcq.t.example."
	    "net",
	    "5pjtikq9.cwjuqs3m65ysx5gdmz2z3hok4zuq9999.qicml1zmwuqhps3eut1goydmmixvzffz.t.example."
	    "net",
	    "5pjtikq9.w6hey6qw6s6tnpxnffh1cd4qr3fa9999.gaiwr5dnqwh4umpeiobbhllgltasudq1.t.example."
	    "net"}},
    {"Sliver", true, COUNT_Q_A,
	{"ba2ba1qxz2ted807dtgw5qj7g18pcbc8yc3f0a6mw3y0q.t.example.net",
	    "babba8reqyr5wjfax61572q4w3rb2wn07yeqfn7cgwfwf.t.example.net",
	    "ba2bakuujfbk9n58z30xyefchy9e86qv8jj3r9u5c9fbw.t.example.net",
	    "babban4wa9gqv1uhkg4g7g6ddzkgh46m6a2ucpn9zdauy.t.example.net",
	    "ba2ba4kjgq15qapw2epj0rc93zwb4bjd7g53m8bb368bx.t.example.net",
	    "babbajw3p3g1kexzkeeet477fxt5bru1tcqntjnv0tc0f.t.example.net"}},
    {"chashell", false, COUNT_Q_TXT,
	{"b7d0b352ad6074dce1118813830d71939b53182e4e349d98729e7c6be9ff907."
	 "a76cc0b57aaf89691052be1ceb374dab4683f84d30d3fc4d83c.t.example.net",
	    "ee9b9bcca0fce9594dc72aa7a6d0018f99ddceb1be0273dbc46dfcea25bab29."
	    "539ad5966d513b1d00909c30065f846d34530325fed10a47b85.t.example.net",
	    "1832b6ec017c1e1777155a0e9d8f27c7d9cf07255bc509cb3acac23db7c6e9b."
	    "7d180a4742684ee75bb6cc69f67e48eb7c64328c0490c257a63.t.example.net",
	    "2b96292794c9bce4850bbd0e7cb3593871c15d694c1957f8db03911731a6b2d."
	    "c782bdeae16d4f6185578715bbd26944ff770e4b9447a3d54ec.t.example.net",
	    "6390bf61189639e35aeeb95210ef2a83fdf6a0b29872400c49b5539ac5ba7b4."
	    "b87113c16fdf5924754ec21ef66b01d4921da2e055c90eb6f2a.t.example.net",
	    "ed4c21a9dbf49a067e24bdb7ec83756378368f7e732d2e433ec56f24b1c71b1."
	    "06e934d263b5ba0837bbf1b3ba3178b6e0e30f328549c488e00.t.example.net"}},
    {"Anchor_DNS", true, COUNT_Q_A,
	{"88a4ff1125cf5ec72ba694165beaecba0afa707eb9.t.example.net",
	    "881448c828b4136d3b97429ab7bca1aafb77b446b9.t.example.net"}},
    {"SUNBURST", true, COUNT_Q_CNAME,
	{"axtwtm52fmm8n26dgmpxpv2z.appsync-api.us-west-2.avsvmcloud.com"}},
    {"Ismdoor", true, COUNT_Q_AAAA, {"n.n.c.a5880587061ce6936714122a40680a06.t.example.net"}},
    {"RogueRobin", false, COUNT_Q_MX,
	{"147-234206-41-UU3vBpfZnrzVLD3ayCFonVxfmZQ8d3.t.example.net",
	    "147-234206-451-AB7UkpUDantu1VKFBJNJhx1FW0XbWi.t.example.net",
	    "147-234206-861-rl3jJqmkVOvnQ0tewCxpTpxjtdjRXh.t.example.net"}},
    {"numbered TXT fetches", false, COUNT_Q_TXT,
	{"l.1.t.example.net", "l.2.t.example.net", "l.3.t.example.net", "l.4.t.example.net",
	    "l.5.t.example.net", "l.6.t.example.net", "l.7.t.example.net", "l.8.t.example.net",
	    "l.9.t.example.net"}},
    {"DNSExfiltrator", true, COUNT_Q_TXT,
	{"init.MRXHG5DBOAXGG33OMYXHI6DUPQYTG.base64.t.example.net"}},
    {"DNSExfiltrator", false, COUNT_Q_TXT,
	{"0.jQgB8MuTdzLDRPHaXhuTWUDsf4_bsx6bpDNBIzsHdw0wcDgCh3edtap2jm_bU9i.RmkLqA-"
	 "fUo5bGauF4X3RmDOTBRmTtMV7yL1ryqEe.t.example.net",
	    "1.ZBERd3NCGoIOP-R2AWcSOt_JsbcJiWBhiIFZG0uiBpF6kq0iz2o1xTxx0SAegwe."
	    "ZOLEGzp4o6A88rwewtIyipJchh8s9cSIuaVueWT6.t.example.net",
	    "2.WFpwu2P0TgwNutm5Ljyl5O59WTAQu-evrwgCZAhHWnjpgeh4L_LZQ2lvF4wuFl0.3gtexQYvIaqJK5wy1_"
	    "DN77318WI4y-RBdZzFlqx6.t.example.net",
	    "3.PLcJBN_Lb6HZq9H1R0GSpqYAXjhLoxgmy1Gnmfw3gnZQGav7-SurZ6GoBI0pEjc.4lZa6z4aaHX3PGRJ_"
	    "XBV_clbUSaM7MZLG1cg42TH.t.example.net",
	    "4.RFU5ldoTnhpbTdyEpwTlcLZ7TX3qzOEtPaJl-sC_LZ-jmLZR8idmEMAsYTmGWqs."
	    "59fquWOmI6MOUy7EEFM0Q1tJvUuVLqA9mThMNeOT.t.example.net",
	    "5._iPp7fUFguZkzaQeeMBNG-adLVThD2yOlPKbdfHfJrMFbWmrK7XBo00ELfSVTsR.aZcqIA9E_qIIZGu0LsU_"
	    "_RhmG7V3xmOIgdeZ6e_G.t.example.net"}},
    {"dnsteal", true, COUNT_Q_A,
	{"ZqyZyorx8V0YZ8FOpr1yVqm51byTATfmB8H4zeaamTdJViNFWZ2dnCSVF-."
	 "RLs4caqizPHNroCY05LYRV9JXKOW40n459ZTfU94gymM219KZhAA2LG8P-.secret.txt",
	    "dkzqQvWrGjv3wgqYI7w5QqaEgnVcR9SXTqtorY8hzrD6pffXsBD414rHj-."
	    "YcTwg5JumvdC8UeIA875RJMl6kgCZLvlpRowPSxiBajapFz8roYf9tXs5-.secret.txt"}},
    {"Multigrain", false, COUNT_Q_A,
	{"log.ruk7dwimdktktdtyxlrt6mu4zgqxzuy6rhn42kucjr62erzxzshq4actwxqpeg2."
	 "htklhzzvzz7vwlj2sinve2eap3znrijophscysiyrernotgxfxbehuna5i4rd4c.t.example.net",
	    "log.c5h6osvvonnsbolbr3xerfhzy2odxvqe6i355mvmhzksmeb4mmqmsbbewn2aqwk."
	    "uwtgclw2b5gvgjx67fvu6igqynwqbmr3yk3iiahnybaf5cneuv57napnwyggim4.t.example.net"}},
    {"Reverse DNS shell", false, COUNT_Q_A,
	{"OUl0ZGdsajNQL2VIR0FlQ2JGZWh2UG1sdkhiOVlhVU9nWW0vMWdwazhIaW.com"}},
};

/* Ordinary names close to a mark. */
static const struct {
	const char *near;
	enum counter q_row;
	const char *names[NAMES_MAX];
} ordinary[] = {
    {"iodine", COUNT_Q_A,
	{"z0piaB-ordinary-name.example.com", "password.example.com", "parkside.example.com",
	    "0abc1x.example.com", "0day.example.com", "pages.example.com", "passport.example.com",
	    "1abc2d.example.com"}},
    {"iodine handshake", COUNT_Q_A,
	{"image.example.com", "static.example.com", "online.example.com", "yandex.example.com",
	    "videostream.example.com", "vaaaakbq0dq.example.com"}},
    {"iodine in data of one start", COUNT_Q_A,
	{"pa000000.example.com", "pa000001.example.com", "pa000002.example.com",
	    "pa000003.example.com", "pa000004.example.com", "pa000005.example.com",
	    "pa000006.example.com", "pa000007.example.com"}},
    {"dns2tcp", COUNT_Q_TXT,
	{"auth.example.com", "connect.example.com", "resource.example.com",
	    "HJ8abcdeBA.example.com", "KLMabcdeBA.example.com", "QRSabcdeBA.example.com",
	    "xyzabcdeBA.example.com"}},
    {"dnstt: base32 without a common start", COUNT_Q_TXT,
	{"54ed6kzp66jh7yepoazocpgmac5dzpoc2qcj.a.e.e5.sk",
	    "5b6ggljkugyaebfeds5zanbl5nhn3hfwgfpg.a.e.e5.sk",
	    "fxrttsj7vmafechny52nfbdbi3dls4qiqtwb.a.e.e5.sk",
	    "uygk4k6urpa2bvowvapvfkgcu3vxeh5kndp2.a.e.e5.sk",
	    "fnnsaq3hl4kszpvqbfnqjeezteeeaexejh7r.a.e.e5.sk",
	    "4lgqtz2l4g5vunbyognwvramefktqlcj6gdy.a.e.e5.sk",
	    "qfodesariwxlixqxxkhpksybomoyxp6qadgy.a.e.e5.sk",
	    "xpsb647hh57fzh76lo34dhmerx46pvdeo6ny.a.e.e5.sk",
	    "hd3dpkungf6q55ie4ugnrxeh66qlab6co7ix.a.e.e5.sk",
	    "jyucxlob5f4ncs4imtumezbkax6oe6x7nnm6.a.e.e5.sk",
	    "mt5rouc2lv2bxkpajq56yiqphr2jiiudko3k.a.e.e5.sk",
	    "f42qojr2gd3gbsesli2eyth4p7xm3eqylqp2.a.e.e5.sk"}},
    {"OzymanDNS", COUNT_Q_A,
	{"10-20.id.up.example.com", "10-20.id-x.up.example.com", "id-7.down.example.com"}},
    {"DNScapy: reversed nibbles", COUNT_Q_A,
	{"b.8.2.1.f.6.a.0.e.f.a.5.e.a.7.d.2.6.d.c.4.7.b.b.c.f.b.4.7.6.8.3.dnsbl.example.com",
	    "1.4.c.d.2.f.e.a.b.b.d.a.5.f.0.5.c.b.3.9.6.7.6.b.9.8.5.2.e.1.6.0.dnsbl.example.com",
	    "d.8.0.2.0.5.2.7.0.5.7.5.8.7.0.0.3.2.2.6.4.f.a.2.b.a.9.d.f.8.a.1.dnsbl.example.com",
	    "2.8.5.8.2.2.1.8.4.a.a.f.4.6.1.4.d.c.9.0.7.9.2.f.3.2.4.6.e.e.7.2.dnsbl.example.com",
	    "f.d.4.0.6.6.3.e.7.8.d.a.1.0.7.0.7.9.6.e.6.5.6.9.8.4.5.1.7.e.a.9.dnsbl.example.com",
	    "c.a.9.1.a.2.9.1.a.7.4.5.7.e.0.6.a.3.b.f.9.2.3.2.c.d.f.2.8.7.e.a.dnsbl.example.com",
	    "f.d.b.e.a.1.3.e.2.8.4.1.4.2.e.1.9.2.a.d.2.4.c.3.1.1.9.4.3.2.a.5.dnsbl.example.com",
	    "d.5.7.5.c.d.a.b.3.7.e.3.2.8.c.f.7.5.9.e.c.6.4.6.f.3.a.7.0.8.f.4.dnsbl.example.com",
	    "a.a.5.a.6.d.1.0.7.b.0.8.1.1.a.7.a.8.b.9.b.b.c.c.9.3.7.0.d.7.1.5.dnsbl.example.com",
	    "4.9.8.a.c.d.9.4.7.a.1.b.5.a.4.1.e.a.f.e.6.a.b.7.2.3.3.a.0.0.7.b.dnsbl.example.com"}},
    {"tuns", COUNT_Q_CNAME,
	{"diuaax.ee7dm5zt6yt6uwtwge64.example.com", "diuaaa2aonnxxhc5.example.com",
	    "data.example.com"}},
    {"raw octets: UTF-8", COUNT_Q_PTR,
	{"B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0320."
	 "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0321."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0322."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0323."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0324."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0325."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0326."
	    "example.com",
	    "B\\195\\188ro\\032von\\032Zo\\195\\171\\032\\197\\160im\\197\\175nkov\\195\\161\\0327."
	    "example.com"}},
    {"slipstream", COUNT_Q_TXT,
	{"3bi3flswgodox3kye2mutvl7ajyklbhxddnbn5jnjj4b3iqro2n5dfav."
	 "kpqololmh5nr3d7a4fe2ju5knv2pmok2w3ttkn4fjmuhsl26476r6m6j.example.com",
	    "koewyezgw3vwzj5ac6wz3tkajxzuovkzlshibu647rxbwu6hvqyqbxye."
	    "xarvs7kybemndijtood3qhgjfj3mc7y3flitcfdkhcbukh5kglmwmxh3.example.com",
	    "uz2q4o6blkljwd4c4a44bvzjdj7lykaax2my2v6kuymrnauuqvk7rf7c."
	    "j3f2s3afigyrh34qf4xgc7tneqrxn3r5uz6hcjsdiwypqc46bffcn56f.example.com",
	    "svlihlqvkko6oqqdoktey4ng26udyo56mqkhuzki667rxg7vkvgxyhi7."
	    "svylubun5hs5xx6mlxmmtspe2anenhphsgmard3frua2wlamlognhruy.example.com",
	    "zbe3hrj3xbbd3ykxxiwxqjkkjjhhktg725adp3ipapwpf6y3v6cod4pc."
	    "lmeqfvfvf3te4pjlt3ug3kc7hkdscvdgmzkon3q5fp5aozgm2fsxvprv.example.com",
	    "ocz23ejfedmqgy7qmg74se6ije63iblcehupdorwkx2rk44laif3pjqh."
	    "hyfoajcwftu4mtn6vixworib23lcsrh4x6pysszcq6un4wt5xfxno3qx.example.com",
	    "brdvx2c3tovv6gl7gxmr7civ24s2jujlkwrdpvcld33mjxhhr4zqbzyl."
	    "yaxhuvicmnbosgmpo6uhcuf5hpn4t2xaohvzp3pvpyctr665ady5ol6y.example.com",
	    "kgq4ft5naefflxa325swxkg7hxsnoywvrsfxhxuivhvk2bxozakm4xzq."
	    "ol5kxdbyouzc76mlellqikusi6hirttmo4uix74kdgfcjrelbbo4f5pl.example.com"}},
    {"dnscat2: random hex", COUNT_Q_A,
	{"6aa04ab22031598926e8019792f4cece.example.com",
	    "6788749c1736ebebf0bc65bfc54d5f66.example.com",
	    "7b388b3f9c6ad09844593dedd634d54a.example.com",
	    "7dc843565f6ef306e13d6975bb3f2594.example.com",
	    "831167628828f5809e7b7d3703a3ef07.example.com",
	    "6b1acdc79d2edf85dd616e732bd008f5.example.com",
	    "6f49d64c090cea7a24129199532290b5.example.com",
	    "cd33e9fec3d7c6afcc831e864ec8b45d.example.com",
	    "48730d21e9e233c90cb4f20047226249.example.com",
	    "de87a13d9133d268f95d09ea9823fa7b.example.com",
	    "3a99b7d87de86440285b86ce53935fd1.example.com",
	    "6ccd6b9ccc6c4ae12725b8efa9b55524.example.com",
	    "6fa3447a99286c0d7ce0ec037c8703ed.example.com",
	    "27e961b130f4c4e8bc562ad69a1b31a8.example.com",
	    "88deeeea35374646fa6aef1515e22e00.example.com",
	    "fd2d741d7a9fdc10a1d67a0031dffb3c.example.com",
	    "a0c8d2fc3f3c3fd03f91d80f7bec391a.example.com",
	    "97c0de4f91904a170587c7a437ecb4e5.example.com",
	    "9b08f1350c2aa24c4913e4f364970183.example.com",
	    "5ea45ac4e8854b47036909a39e5e32bc.example.com"}},
    {"dnscat2: MAC addresses and serial numbers", COUNT_Q_A,
	{"0001a1b2556202c2.example.com", "0001a1b247e1de30.example.com",
	    "0001a1b2ca67dbeb.example.com", "0001a1b24c29d993.example.com",
	    "0001a1b26dae96f9.example.com", "0001a1b2c23e2ed8.example.com",
	    "0001a1b2f8c375d6.example.com", "0001a1b20fcac32c.example.com",
	    "0001a1b249d49aee.example.com", "0001a1b29f4580d0.example.com",
	    "0001a1b28fb6d0ed.example.com", "0001a1b262279c6d.example.com",
	    "0001a1b2bedbc372.example.com", "0001a1b293edbd57.example.com",
	    "0001a1b2da8cafe1.example.com", "0001a1b2f6151b92.example.com",
	    "0001a1b267f9ed21.example.com", "0001a1b22562c49b.example.com",
	    "0001a1b224ad7312.example.com", "0001a1b2fa1c8be7.example.com"}},
    {"dnscat2: one packet id", COUNT_Q_A,
	{"00a701b8d385e55eb4c269.example.com", "00a701b8d3b873ac7a00ed.example.com",
	    "00a701b8d3b9f7796bfbc2.example.com", "00a701b8d300caf6d6f1f6.example.com",
	    "00a701b8d3af0894e69f56.example.com", "00a701b8d39ca039b645d9.example.com",
	    "00a701b8d33b4398d8e9a8.example.com", "00a701b8d307a7a6d8a099.example.com",
	    "00a701b8d30846b3ba35d8.example.com", "00a701b8d32ef9b1ad85ff.example.com",
	    "00a701b8d3a47837771674.example.com", "00a701b8d3fbfb167df61a.example.com",
	    "00a701b8d3128b3f4534c4.example.com", "00a701b8d396af2fac6b0f.example.com",
	    "00a701b8d3f663e73a436a.example.com", "00a701b8d3b2d319cef8a9.example.com",
	    "00a701b8d306f526bd6221.example.com", "00a701b8d340fe880d8184.example.com",
	    "00a701b8d3e6674084fdb0.example.com", "00a701b8d3dd13f1c4ff54.example.com"}},
    {"Cobalt Strike", COUNT_Q_A,
	{"api.stage.example.com", "post.12.example.com", "api.0123abcd.cafe.example.com",
	    "www.1a.deadbeef.example.com", "cdn.deadbeef.0badcafe.example.com",
	    "cdn.deadbeef.1badcafe.example.com"}},
    {"Cobalt Strike: one counter", COUNT_Q_A,
	{"api.deadbeef.0badcafe.example.com", "cdn.deadbeef.0badcafe.example.com",
	    "www6.deadbeef.0badcafe.example.com"}},
    {"Pupy", COUNT_Q_A,
	{"download.software.example.com", "security.research.example.com",
	    "language.database.example.com", "customer.services.example.com",
	    "platform.computer.example.com"}},
    {"Sliver", COUNT_Q_A,
	{"banking.example.com", "babcatnetwork.example.com", "bar.example.com",
	    "batch-0.example.com", "bamboo.example.com", "baker.example.com"}},
    {"chashell: A", COUNT_Q_A,
	{"c4d88273eb356402a7a731d512ff6d964ef51b6a36e33a4180fd14add2d7bc4."
	 "d8b92e0a3cfe53b170419ea177e8fec375b3be41d62ef430dd7.example.com",
	    "37ea6a2e5a2a038d5a1e3a6594888e498e656e46a5c9cfc4b1d85a6c844be64."
	    "5a80d5282639fa798b1310582d67fae1983cb936a9882712cb5.example.com",
	    "da875953507bf4de51b20a401549935d49a54e5ec549c4a7cb2ae33834aad03."
	    "35d8a1483bba4ee1a9a3a1bcbbe842926d1195d24734e071707.example.com",
	    "4c45cf807a9f1bd4e4a0f40afcb0f13f22ca78e2ee9bf6d2d3b4d67777a0c89."
	    "10d9c95fee9c13ea50f578b3a0bbc3aaa94502ea730b6d8a802.example.com",
	    "8b2c80bd0980b117e3a28b342ee758af8d62014ea5dd9d602448e500ba01d87."
	    "73e6273773e3adaf5cf5ace533ef327b42dffc4df5e935ab777.example.com",
	    "ecfd467ba2293f5ee0c21d6046bda6b68607a119030cdeb0e415ea8e09ab022."
	    "e0d3f2380c27c73a0d5025775aac1bd4f6906ad6e791ac7dc22.example.com",
	    "3393f1216147dc78b4ae5e8e1967f9b04237405f508bc6f087a4d8baa409f07."
	    "2fe6f43e30a56c2069235eb36c868c3d78cd3d5548446f56754.example.com",
	    "c2fba27200323b7dabcd519665ce7df72fdd89d8f1efb0f5993ff225eebf8ac."
	    "4e02b94baadf0446b7cac4e17a1429bdf9cb6877f85f36f2d82.example.com"}},
    {"Anchor_DNS", COUNT_Q_A,
	{"8833bf7f2fb84f4156f47f8e03c8793918574e4fb8.example.com",
	    "88046b991ae27c8e483476e53aeac5548c0f32b9.example.com"}},
    {"SUNBURST", COUNT_Q_A,
	{"x.appsync-api.us-west-2.amazonaws.com", "y.appsync-api.us-west-2.amazonaws.com"}},
    {"Ismdoor", COUNT_Q_A, {"n.n.c.x.example.com"}},
    {"RogueRobin: addresses in names", COUNT_Q_A,
	{"192-168-1-fileserver.example.com", "192-168-2-printserver.example.com",
	    "10-20-30-4.static.example.com", "100-64-7-customer.example.com"}},
    {"numbered TXT: mail", COUNT_Q_TXT,
	{"s1._domainkey.example.com", "s2._domainkey.example.com", "k1._domainkey.example.com",
	    "k2._domainkey.example.com", "k3._domainkey.example.com", "mail._domainkey.example.com",
	    "google._domainkey.example.com", "selector1._domainkey.example.com",
	    "selector2._domainkey.example.com"}},
    {"numbered TXT: A", COUNT_Q_A,
	{"l.1.example.com", "l.2.example.com", "l.3.example.com", "l.4.example.com",
	    "l.5.example.com", "l.6.example.com", "l.7.example.com", "l.8.example.com",
	    "l.9.example.com", "l.10.example.com", "l.11.example.com"}},
    {"numbered TXT: numbers that do not count", COUNT_Q_TXT,
	{"787996.check.example.com", "88088.check.example.com", "445122.check.example.com",
	    "971373.check.example.com", "169050.check.example.com", "235196.check.example.com",
	    "777313.check.example.com", "921094.check.example.com", "110599.check.example.com",
	    "239618.check.example.com", "247730.check.example.com", "50994.check.example.com"}},
    {"DNSExfiltrator", COUNT_Q_TXT,
	{"init.base64.example.com",
	    "1.UFpExY9hWGtsC0hIigGelvc1UF1UsFHZGVDPQmoj9DV3WHoyzw0e9PmfHNNsIAn.example.com",
	    "2.Inx2sA9AELQkQN36HGyV5Pjm1ALmMnaxghCHGOLpDFvGSQuyYiZWe9Cl6PEkc2D.example.com"}},
    {"dnsteal", COUNT_Q_A,
	{"XrbdkYmobLDl1UleAtJB3gQUimf03d6oFSHQIgBi3OYw0fPWVQI1T5r8X."
	 "PTElonBB24rTVncQrTKYXOyFrdlyGHNhQ2CTopkf7fjs6aeBhWSCdD78f.example.com",
	    "ZAUW9MFnBgjeW7PwKFZBXsYmGpngCCYch1BmJCWHr5FixKMt1736p9zFR."
	    "d9zaVrJL3ltWAHE7j29xnc48GmkULwV6J5dtC5q2pN5JxGEy3liY7XfFU.example.com",
	    "t6Ly1iu5JfiUQqTtOdkR6aTtiOKKSeXqYEwReDR4xoTGFGfJ3xUDt8nbe."
	    "zqNhlLEseIqTS2Hk0g1tdfIY8jpBrWYCQg6EpXKf2PSczHpKmvpRS10i1.example.com",
	    "w21OQAaXXjEw4krRfbig4cEDWErJiDfqQ1OzqDVB7n5sVRmgMGGWSEigH."
	    "9dwPX9R273Du2m2PEr8spNYbTmXhy3X5iUNAyxjpuplEfEM5uXgeAMkoN.example.com"}},
    {"Multigrain", COUNT_Q_A,
	{"log.dukixiwm5lveu6ms6ddd5uelwyxen4.example.com",
	    "log.collector.5r6jnjfz3cd2icjq2g53.example.com"}},
    {"Reverse DNS shell", COUNT_Q_A, {"thelongestdomainnameintheworldandthensomeandthensome.com"}},
    {"Reverse DNS shell: mixed case by a resolver", COUNT_Q_A,
	{"TheLongEstDOmaiNNameInTHeWorldandThEnSomeAndthenSOme.com"}},
    {"Reverse DNS shell: IDN", COUNT_Q_A,
	{"xn--0123456789-abcdefghijklmnopqrstuvwxyz-abcdefghijk-abc.com"}},
};

/* What every row of the table says. */
static const char *const rows[] = {
#define PATTERN(tool, kind, types, names, percent, same, pattern, what) what,
#define CHECK(tool, kind, check, what)                                  what,
#include "../../src/score/fingerprints.def"
#undef PATTERN
#undef CHECK
};

#define ROW_COUNT (sizeof rows / sizeof *rows)

static bool match(enum counter q_row, const char *const *names, struct fingerprint_hit *hit)
{
	struct made_channel made;

	channel_init(&made, 2, q_row, names, NAMES_MAX);
	bool found = fingerprint_match(&made.channel, hit);
	channel_fini(&made);
	return found;
}

static void marks_are_named(void **state)
{
	bool shown[ROW_COUNT] = {false};

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		struct fingerprint_hit hit = {.tool = "nothing"};

		match(marks[i].q_row, marks[i].names, &hit);
		if (strcmp(hit.tool, marks[i].tool) != 0)
			print_message("%s\n", marks[i].names[0]);
		assert_string_equal(hit.tool, marks[i].tool);
		assert_int_equal(hit.exact, marks[i].exact);
		for (size_t r = 0; r < ROW_COUNT; r++)
			shown[r] |= strstr(hit.why, rows[r]) != NULL;
	}
	for (size_t r = 0; r < ROW_COUNT; r++) {
		if (!shown[r])
			print_message("no names for the row: %s\n", rows[r]);
		assert_true(shown[r]);
	}
}

static void ordinary_names_have_none(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof ordinary / sizeof *ordinary; i++) {
		struct fingerprint_hit hit = {.tool = "nothing"};

		if (match(ordinary[i].q_row, ordinary[i].names, &hit))
			print_message("%s: %s, %s\n", ordinary[i].near, hit.tool, hit.why);
		assert_string_equal(hit.tool, "nothing");
	}
}

static void every_reason_fits(void **state)
{
	(void)state;
	for (size_t r = 0; r < ROW_COUNT; r++)
		assert_true(
		    strlen("64 of 64 sampled names: ") + strlen(rows[r]) < FINGERPRINT_WHY_MAX);
}

/* Data in another type than the tool's is another thing. */
static void types_count(void **state)
{
	struct fingerprint_hit hit;

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++)
		if (strcmp(marks[i].tool, "chashell") == 0)
			assert_false(match(COUNT_Q_AAAA, marks[i].names, &hit));
}

/* One stray name in twelve does not hide a tool, one tool-like name in twelve makes none. */
static void shares_count(void **state)
{
	const char *names[12];
	struct fingerprint_hit hit;

	(void)state;
	for (size_t i = 0; i < sizeof marks / sizeof *marks; i++) {
		if (strcmp(marks[i].tool, "dnscat2") != 0 || !marks[i].names[1])
			continue;
		for (size_t n = 0; n < 6; n++)
			names[n] = marks[i].names[n];
		names[6] = "www.example.net";
		names[7] = NULL;
		assert_true(match(marks[i].q_row, names, &hit));
		names[0] = marks[i].names[0];
		for (size_t n = 1; n < 7; n++)
			names[n] = ordinary[0].names[n];
		assert_false(match(marks[i].q_row, names, &hit));
	}
}

static uint64_t state_of_draws = 88172645463325252;

/* Xorshift64 (Marsaglia 2003). */
static uint64_t draw(uint64_t below)
{
	state_of_draws ^= state_of_draws << 13;
	state_of_draws ^= state_of_draws >> 7;
	state_of_draws ^= state_of_draws << 17;
	return state_of_draws % below;
}

/* A label of any octets, or of letters, below net. */
static void draw_name(char *text, bool letters)
{
	uint8_t wire[1 + DNS_LABEL_MAX + 5] = {(uint8_t)(1 + draw(DNS_LABEL_MAX))};

	for (unsigned i = 1; i <= wire[0]; i++)
		wire[i] = (uint8_t)(letters ? 'a' + draw(26) : draw(256));
	memcpy(wire + 1 + wire[0], "\3net", 5);
	escape_name(text, DNS_NAME_TEXT_MAX, wire, 6u + wire[0]);
}

/* Names end at an unreadable page; what is said about them is printable. */
static void any_octets_are_safe(void **state)
{
	(void)state;
	for (unsigned round = 0; round < 300; round++) {
		char texts[NAMES_MAX][DNS_NAME_TEXT_MAX], line[200];
		const char *names[NAMES_MAX];
		struct fingerprint_hit hit;
		struct made_channel made;

		for (size_t n = 0; n < NAMES_MAX; n++) {
			draw_name(texts[n], round % 2);
			names[n] = texts[n];
		}
		channel_init(&made, 1, COUNT_Q_TXT, names, NAMES_MAX);
		fingerprint_match(&made.channel, &hit);
		if (fingerprint_encoding(&made.channel, line, sizeof line))
			for (const char *c = line; *c; c++)
				assert_true(*c >= ' ' && *c < 0x7f);
		channel_fini(&made);
	}
}

static void nothing_sampled_is_nothing(void **state)
{
	const char *none[NAMES_MAX] = {NULL}, *root[NAMES_MAX] = {"."};
	struct fingerprint_hit hit;

	(void)state;
	assert_false(match(COUNT_Q_TXT, none, &hit));
	assert_false(match(COUNT_Q_TXT, root, &hit));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    cmocka_unit_test(marks_are_named),
	    cmocka_unit_test(ordinary_names_have_none),
	    cmocka_unit_test(every_reason_fits),
	    cmocka_unit_test(types_count),
	    cmocka_unit_test(shares_count),
	    cmocka_unit_test(any_octets_are_safe),
	    cmocka_unit_test(nothing_sampled_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
